package io.weft.daemon.host;

import io.weft.bgp.address.IpAddress;

/** What became of the probes. */
@FunctionalInterface
public interface ProbeEvents {
    /** How a probe ended. */
    enum Outcome {
        REPLY("reply"),
        TIME_EXCEEDED("time exceeded"),
        PORT_UNREACHABLE("port unreachable"),
        UNREACHABLE("destination unreachable"),
        TOO_BIG("packet too big"),
        TIMED_OUT("no answer"),
        NOT_SENT("not sent: too many probes at once, or no packet left");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Told once for each probe.
     *
     * @param id as {@link ProbeClient#send} answered
     * @param from who answered; the probe's destination where nobody did
     * @param roundTrip picoseconds from sending to hearing, or to giving up
     */
    void probed(int id, Probe probe, Outcome outcome, IpAddress from, long roundTrip);
}
