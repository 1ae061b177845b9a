package io.weft.labs.engine;

import io.weft.labs.file.Flow;
import io.weft.nic.verbs.Completion;
import java.util.OptionalLong;

/** A flow of the workload and what has become of it. Times are ps since the start of the fabric. */
public final class Transfer {
    /** How far a transfer has come. */
    public enum State {
        WAITING, RUNNING, COMPLETE, FAILED
    }

    private final Flow flow;
    private final int index;
    private State state = State.WAITING;
    private long start;
    private long end;
    private long completedBytes;
    private long retransmissions;
    private int open;
    private String error = "";

    Transfer(Flow flow, int index) {
        this.flow = flow;
        this.index = index;
    }

    void starts(long at, int requests) {
        state = State.RUNNING;
        start = at;
        open = requests;
    }

    /** True if that was the last of its requests. */
    boolean completed(Completion completion, long now) {
        open--;
        retransmissions += completion.retransmissions();
        if (completion.succeeded()) {
            completedBytes += completion.length();
        } else if (error.isEmpty()) {
            error = completion.status() + ": " + completion.status().words();
        }
        if (open > 0) {
            return false;
        }
        end = now;
        state = error.isEmpty() ? State.COMPLETE : State.FAILED;
        return true;
    }

    void continues() {
        open++;
    }

    public Flow flow() {
        return flow;
    }

    int index() {
        return index;
    }

    public State state() {
        return state;
    }

    public boolean isEndless() {
        return flow.bytes() == Flow.ENDLESS;
    }

    public long start() {
        return start;
    }

    /** From the first request's post to the last one's completion, if it is complete. */
    public OptionalLong completionTime() {
        return state == State.COMPLETE ? OptionalLong.of(end - start) : OptionalLong.empty();
    }

    public long completedBytes() {
        return completedBytes;
    }

    public long retransmissions() {
        return retransmissions;
    }

    /** The verbs' error of the first request that failed, or empty. */
    public String error() {
        return error;
    }
}
