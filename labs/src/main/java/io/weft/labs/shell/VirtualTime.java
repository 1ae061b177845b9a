package io.weft.labs.shell;

import io.weft.daemon.config.Quantity;
import io.weft.labs.engine.LabRun;
import io.weft.labs.engine.LabSession;
import io.weft.labs.file.At;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Lets the lab's time pass, until something has happened, a moment has come or somebody has had enough. */
final class VirtualTime {
    /** Why time stands still again. */
    enum Halt {
        HAPPENED, TIME_IS_UP, INTERRUPTED
    }

    /** How long something is waited for unless a person says otherwise: 60 s. */
    static final long PATIENCE = 60_000_000_000_000L;

    private static final double MICROSECOND = 1e6;
    private static final double MILLISECOND = 1e9;

    private final LabSession session;
    private final LabRun run;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private boolean started;

    VirtualTime(LabSession session) {
        this.session = session;
        this.run = new LabRun(session, () -> !interrupted.get());
    }

    /** Boots the lab and waits for t = 0; false if it does not come. */
    boolean boot() {
        run.begin(At.Epoch.BOOT, 0);
        return session.converge(LabSession.CONVERGENCE_LIMIT, run::goesOn);
    }

    /** Starts the lab's workload and faults, as if t = 0 were now; once. */
    void start() {
        if (started) {
            throw new Refusal("the workload has been started already");
        }
        started = true;
        run.begin(At.Epoch.CONVERGED, now());
        settle();
    }

    boolean isStarted() {
        return started;
    }

    long now() {
        return session.fabric().now();
    }

    /** The moment {@code duration} picoseconds from now. */
    long in(long duration) {
        try {
            return Math.addExact(now(), duration);
        } catch (ArithmeticException e) {
            throw new Refusal(Quantity.DURATION.print(duration) + " is longer than time can be counted: 106 days from the start");
        }
    }

    /** Lets time pass until {@code happened}, which is asked between events, or until {@code end} has come. */
    Halt until(BooleanSupplier happened, long end) {
        boolean timeIsUp = session.fabric().runWhile(() -> run.goesOn() && !happened.getAsBoolean(), end);
        return happened.getAsBoolean() ? Halt.HAPPENED : timeIsUp ? Halt.TIME_IS_UP : Halt.INTERRUPTED;
    }

    /** Lets happen what is due now and no later: an order that was just given, and what follows from it at once. */
    void settle() {
        until(() -> false, now());
    }

    /** Lets one event happen; false if there is none. */
    boolean step() {
        return run.goesOn() && session.fabric().step();
    }

    /** Stops what is under way; for another thread to call. */
    void interrupt() {
        interrupted.set(true);
    }

    boolean isInterrupted() {
        return interrupted.get();
    }

    /** Forgets an interruption: a new line begins. */
    void goOn() {
        interrupted.set(false);
    }

    /** As {@code 10.190 ms}, rounded to three places. */
    static String rounded(long ps) {
        return ps >= (long) MILLISECOND ? String.format(Locale.ROOT, "%.3f ms", ps / MILLISECOND) : micros(ps) + " us";
    }

    /** Microseconds with three places. */
    static String micros(long ps) {
        return String.format(Locale.ROOT, "%.3f", ps / MICROSECOND);
    }

    /** Milliseconds to the picosecond. */
    static String exact(long ps) {
        long nanos = ps / 1000;
        return String.format(Locale.ROOT, "%d.%06d%03d ms", nanos / 1_000_000, nanos % 1_000_000, ps % 1000);
    }
}
