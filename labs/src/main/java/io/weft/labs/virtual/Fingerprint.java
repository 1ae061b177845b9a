package io.weft.labs.virtual;

import io.weft.pipeline.packet.Packet;
import java.util.HexFormat;

/**
 * One number for all that arrived by one direction of a link: for each frame the picosecond, the bytes before its tail, and the tail's
 * description with its damage. A described tail and the same tail made into bytes hash alike, so a lazy and a materialised run have one
 * fingerprint. The trailer (ICRC) follows from the rest and is left out; a frame without a described tail hashes whole.
 *
 * <p>A word is one multiplication: not a cryptographic hash, but no two frames that differ in one word can meet in one step.
 */
final class Fingerprint {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private long hash;

    void frame(Packet packet, long arrival) {
        int length = packet.headerLength();
        long h = word(word(hash, arrival), length);
        if (length < Long.BYTES) {
            for (int at = 0; at < length; at++) {
                h = word(h, packet.u8(at));
            }
        } else {
            for (int at = 0; at < length - Long.BYTES; at += Long.BYTES) {
                h = word(h, packet.i64(at));
            }
            h = word(h, packet.i64(length - Long.BYTES));
        }
        hash = packet.hasTail() ? tail(h, packet) : h;
    }

    private static long tail(long hash, Packet packet) {
        long h = word(hash, packet.tailSeed());
        h = word(h, packet.tailOffset());
        h = word(h, (long) packet.payloadLength() << 32 | packet.trailerLength());
        return word(h, packet.corruption());
    }

    private static long word(long hash, long word) {
        long h = (hash ^ word) * ODD;
        return h ^ h >>> 32;
    }

    long value() {
        return hash;
    }

    /** The fingerprint of a fabric: those of its directions in their order, as 16 hexadecimal digits. */
    static String combine(Iterable<Link> directions) {
        long h = 0;
        for (Link link : directions) {
            h = word(h, link.fingerprint());
        }
        return HexFormat.of().toHexDigits(word(h, ODD));
    }
}
