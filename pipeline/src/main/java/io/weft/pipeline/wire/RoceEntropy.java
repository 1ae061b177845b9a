package io.weft.pipeline.wire;

/**
 * The UDP source port of a RoCEv2 flow: what ECMP hashes to spread queue pairs over paths. IBTA Annex A17 leaves the choice open; this is the
 * usual one (flow label to 49152 … 65535), so that labs show the collisions that real NICs have.
 */
public final class RoceEntropy {
    private static final int DYNAMIC_PORTS = 0xc000;
    private static final int PORT_MASK = 0x3fff;
    private static final int LABEL_MASK = 0xfffff;

    private RoceEntropy() {
    }

    /** The port for a 20-bit flow label: its upper six bits folded onto its lower fourteen. */
    public static int sourcePort(int flowLabel) {
        return DYNAMIC_PORTS | flowLabel & PORT_MASK ^ (flowLabel & LABEL_MASK) >>> 14;
    }

    /** The flow label of a queue pair that was given none: the product of both QP numbers folded to 20 bits, the same at either end. */
    public static int flowLabel(int localQp, int remoteQp) {
        long product = (long) localQp * remoteQp;
        product ^= product >>> 20;
        product ^= product >>> 40;
        return (int) product & LABEL_MASK;
    }
}
