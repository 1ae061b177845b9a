package io.weft.daemon.inspect;

/** The priority flow control of a capture. IEEE 802.1Q §36. */
public final class PauseSummary {
    /** Priorities are 0 … 7. */
    public static final int PRIORITIES = 8;

    private final long[] pauses = new long[PRIORITIES];
    private final long[] resumes = new long[PRIORITIES];
    private long frames;

    void add(Content.PriorityPause pause) {
        frames++;
        for (int priority = 0; priority < PRIORITIES; priority++) {
            if ((pause.enabled() >>> priority & 1) != 0) {
                (pause.quanta()[priority] == 0 ? resumes : pauses)[priority]++;
            }
        }
    }

    public long frames() {
        return frames;
    }

    /** Frames that told this priority to pause. */
    public long pauses(int priority) {
        return pauses[priority];
    }

    /** Frames that let this priority go on. */
    public long resumes(int priority) {
        return resumes[priority];
    }
}
