package io.weft.labs.engine;

import io.weft.labs.file.At;
import io.weft.labs.file.Fault;
import io.weft.labs.file.Lab;
import io.weft.labs.file.LinkPattern;
import io.weft.labs.topology.Link;
import io.weft.labs.virtual.VirtualFabric;

/** Schedules a lab's faults. */
final class Faults {
    private static final double BILLION = 1e9;

    private final Lab lab;
    private final VirtualFabric fabric;
    private long last;

    Faults(Lab lab, VirtualFabric fabric) {
        this.lab = lab;
        this.fabric = fabric;
    }

    /** Those of one epoch, which begins at {@code zero}. */
    void schedule(At.Epoch epoch, long zero) {
        for (Fault fault : lab.file().faults()) {
            if (fault.at().epoch() == epoch) {
                schedule(fault, zero + fault.at().offset());
            }
        }
    }

    private void schedule(Fault fault, long at) {
        last = Math.max(last, at);
        switch (fault) {
            case Fault.LinkDown down -> {
                for (Link link : links(down.link().value())) {
                    fabric.linkDown(link.id(), at);
                    if (down.duration() != Fault.FOREVER) {
                        fabric.linkUp(link.id(), until(at, down.duration()));
                    }
                }
            }
            case Fault.LinkLoss loss -> {
                for (Link link : links(loss.link().value())) {
                    fabric.loss(link.id(), loss.share() / BILLION, at);
                    if (loss.duration() != Fault.FOREVER) {
                        fabric.loss(link.id(), 0, until(at, loss.duration()));
                    }
                }
            }
            case Fault.Corruption corruption -> {
                for (Link link : links(corruption.link().value())) {
                    fabric.corruption(link.id(), corruption.share() / BILLION, at);
                    if (corruption.duration() != Fault.FOREVER) {
                        fabric.corruption(link.id(), 0, until(at, corruption.duration()));
                    }
                }
            }
            case Fault.Kill kill -> fabric.kill(lab.topology().node(kill.node().value()).orElseThrow().id(), at, kill.silent());
            case Fault.Storm storm -> throw new IllegalStateException("a storm is not served: " + storm.origin());
            case Fault.SlowReceiver slow -> throw new IllegalStateException("a slow receiver is not served: " + slow.origin());
        }
    }

    private Iterable<Link> links(LinkPattern pattern) {
        return lab.links(pattern);
    }

    private long until(long at, long duration) {
        long end = at + duration;
        last = Math.max(last, end);
        return end;
    }

    /** When the last fault begins or ends. */
    long last() {
        return last;
    }
}
