package io.weft.labs.virtual.tcp;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.wire.Tcp;

/**
 * One TCP segment with the addresses that it travels between. RFC 9293 §3.1. Sequence numbers are 32 bits that wrap: compare with {@link #isBefore}.
 *
 * @param mss value of the maximum segment size option, 0 if it is absent
 */
record Segment(IpAddress source, int sourcePort, IpAddress destination, int destinationPort, int sequence, int acknowledgment, int flags, int window,
        int mss,
        byte[] payload) {
    static final byte[] NOTHING = {};

    /** True if {@code a} comes before {@code b} in sequence space. RFC 9293 §3.4. */
    static boolean isBefore(int a, int b) {
        return a - b < 0;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The sequence numbers it takes: its bytes, SYN and FIN. */
    int length() {
        return payload.length + (has(Tcp.SYN) ? 1 : 0) + (has(Tcp.FIN) ? 1 : 0);
    }

    /** The sequence number behind its last. */
    int end() {
        return sequence + length();
    }

    /** Sequence number of its first byte, or of its FIN. */
    int textSequence() {
        return sequence + (has(Tcp.SYN) ? 1 : 0);
    }
}
