package io.weft.pipeline.wire;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;

/**
 * What follows the EtherType of MAC control: opcode, then of PFC a class enable vector and eight times, of PAUSE one time. IEEE 802.3 Annex 31B and
 * 31D, IEEE 802.1Q clause 36. A time is counted in quanta of 512 bit times at the port's speed; 0 ends the pause. The view stands at byte 14 of
 * the frame, which both fill to the least Ethernet length.
 */
public final class PfcFrame {
    /** Opcode to the last class's time; the frame is padded behind it. */
    public static final int LENGTH = 20;
    /** Where both PFC and PAUSE are sent; no bridge forwards it. IEEE 802.1Q table 8-1. */
    public static final long DESTINATION = 0x0180_c200_0001L;
    public static final int OPCODE_PAUSE = 0x0001;
    public static final int OPCODE_PFC = 0x0101;
    /** Bits that a link carries in one quantum. */
    public static final int QUANTUM_BITS = 512;

    private static final int OPCODE = 0;
    private static final int CLASS_ENABLE = 2;
    private static final int TIMES = 4;
    private static final int PAUSE_TIME = 2;

    private Packet packet = Packet.NONE;
    private int at;

    public PfcFrame wrap(Packet packet, int at) {
        this.packet = packet;
        this.at = at;
        return this;
    }

    /** Room for a PFC frame; a whole PAUSE frame, which is padded, has it too. */
    public Verdict check() {
        return packet.length() - at < LENGTH ? Verdict.FRAME_TRUNCATED : Verdict.CONTINUE;
    }

    /** Writes a PFC frame that names no class. */
    public PfcFrame blank() {
        packet.put32(at, OPCODE_PFC << 16).put64(at + TIMES, 0).put64(at + TIMES + 8, 0);
        return this;
    }

    /** {@link #OPCODE_PFC}, {@link #OPCODE_PAUSE} or another MAC control opcode. */
    public int opcode() {
        return packet.u16(at + OPCODE);
    }

    /** Of PFC: true if the frame says something about {@code priority}, 0 … 7. */
    public boolean isEnabled(int priority) {
        return (packet.u16(at + CLASS_ENABLE) >>> priority & 1) != 0;
    }

    /** Of PFC: the classes that the frame says something about, bit n for priority n. */
    public int classEnableVector() {
        return packet.u16(at + CLASS_ENABLE);
    }

    /** Of PFC: quanta for {@code priority}; means nothing unless {@link #isEnabled}. */
    public int quanta(int priority) {
        return packet.u16(at + TIMES + 2 * priority);
    }

    /** Enables {@code priority} and sets its time: 0 resumes, else it pauses. */
    public PfcFrame quanta(int priority, int quanta) {
        packet.put16(at + CLASS_ENABLE, packet.u16(at + CLASS_ENABLE) | 1 << priority).put16(at + TIMES + 2 * priority, quanta);
        return this;
    }

    /** Of PAUSE: quanta for all traffic. */
    public int pauseQuanta() {
        return packet.u16(at + PAUSE_TIME);
    }
}
