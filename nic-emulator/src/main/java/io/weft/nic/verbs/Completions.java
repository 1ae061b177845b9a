package io.weft.nic.verbs;

/** Hears completions, in the order in which requests end; called when the NIC's own work is done, so that it may post more. */
@FunctionalInterface
public interface Completions {
    Completions IGNORED = (completion, now) -> {
    };

    void completed(Completion completion, long now);
}
