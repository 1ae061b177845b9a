package io.weft.labs.engine;

import io.weft.labs.file.At;
import io.weft.labs.file.Lab;
import java.util.function.BooleanSupplier;

/**
 * One run of a lab, from boot to end: boot faults, convergence, t = 0, transfers and faults, the end. It ends at the lab's {@code until}; without one,
 * when every transfer that has an end has reached it and every fault has struck.
 */
public final class LabRun {
    /** A run without {@code until} whose transfers do not end is ended 60 s after t = 0. */
    public static final long LIMIT = 60_000_000_000_000L;

    /** How a run ended. */
    public enum Ending {
        DONE, NOT_CONVERGED, OUT_OF_TIME, INTERRUPTED
    }

    private final LabSession session;
    private final BooleanSupplier goOn;
    private final Faults faults;

    /** {@code goOn} is asked between events; when it says no, the run is interrupted. */
    public LabRun(LabSession session, BooleanSupplier goOn) {
        this.session = session;
        this.goOn = goOn;
        this.faults = new Faults(session.lab(), session.fabric());
    }

    public Ending toEnd() {
        begin(At.Epoch.BOOT, 0);
        if (!session.converge(LabSession.CONVERGENCE_LIMIT, this::goesOn)) {
            return goOn.getAsBoolean() ? Ending.NOT_CONVERGED : Ending.INTERRUPTED;
        }
        long zero = session.zero().orElseThrow();
        begin(At.Epoch.CONVERGED, zero);
        return work(zero, faults.last());
    }

    /** Orders the lab's faults and waiting transfers of one epoch, which begins at {@code zero} picoseconds; not before the present. Once for each epoch. */
    public void begin(At.Epoch epoch, long zero) {
        faults.schedule(epoch, zero);
        for (Transfer transfer : session.transfers().all()) {
            At at = transfer.flow().at();
            if (at.epoch() == epoch && transfer.state() == Transfer.State.WAITING) {
                session.transfers().start(session.fabric(), transfer, zero + at.offset());
            }
        }
    }

    private Ending work(long zero, long lastFault) {
        Lab lab = session.lab();
        if (lab.file().until().isPresent()) {
            boolean ended = session.fabric().runWhile(this::goesOn, zero + lab.file().until().getAsLong());
            return ended ? Ending.DONE : Ending.INTERRUPTED;
        }
        if (session.fabric().runWhile(() -> goesOn() && session.transfers().pending() > 0, zero + LIMIT)) {
            return Ending.OUT_OF_TIME;
        }
        if (session.fabric().now() < lastFault) {
            session.fabric().runWhile(this::goesOn, lastFault);
        }
        return goOn.getAsBoolean() ? Ending.DONE : Ending.INTERRUPTED;
    }

    /** To be asked between any two events, by whoever lets the fabric run: what endless transfers wait for is done here. False: stop. */
    public boolean goesOn() {
        if (session.transfers().wantsRenewal()) {
            session.transfers().renew(session.fabric());
        }
        return goOn.getAsBoolean();
    }
}
