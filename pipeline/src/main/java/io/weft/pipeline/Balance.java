package io.weft.pipeline;

/** Law 4 as numbers, frames since the start: received + originated = sent + dropped + consumed + buffered. */
public record Balance(long received, long originated, long sent, long dropped, long consumed, long buffered) {
    public boolean holds() {
        return received + originated == sent + dropped + consumed + buffered;
    }
}
