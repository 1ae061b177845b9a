package io.weft.nic.transport;

import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.Aeth;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.ExtendedHeader;
import io.weft.pipeline.wire.Icrc;
import io.weft.pipeline.wire.ImmDt;
import io.weft.pipeline.wire.Reth;
import io.weft.pipeline.wire.RoceOpcode;
import io.weft.pipeline.wire.Udp;

/** A RoCEv2 packet that has arrived, read once. Reused for the next one; it looks at the packet and owns nothing. */
public final class RocePacket {
    private final Udp udp = new Udp();
    private final Bth bth = new Bth();
    private final Reth reth = new Reth();
    private final Aeth aeth = new Aeth();
    private final ImmDt immDt = new ImmDt();
    private Packet packet = Packet.NONE;
    private RoceOpcode opcode = RoceOpcode.NONE;
    private int bthAt;
    private int payloadLength;

    /** Looks at a packet whose IP header has been checked: room for UDP, BTH and the opcode's headers, and for pad and ICRC behind them. */
    public Verdict read(Packet arrived) {
        packet = arrived;
        int transport = arrived.transport();
        Verdict verdict = udp.wrap(arrived, transport).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        bthAt = transport + Udp.LENGTH;
        verdict = bth.wrap(arrived, bthAt).check();
        if (verdict != Verdict.CONTINUE) {
            return verdict;
        }
        opcode = bth.opcode();
        payloadLength = udp.udpLength() - Udp.LENGTH - opcode.headerLength() - bth.padCount() - Icrc.LENGTH;
        if (payloadLength < 0) {
            return Verdict.BTH_EXTENDED_TRUNCATED;
        }
        reth.wrap(arrived, bthAt + opcode.offset(ExtendedHeader.RETH));
        aeth.wrap(arrived, bthAt + opcode.offset(ExtendedHeader.AETH));
        immDt.wrap(arrived, bthAt + opcode.offset(ExtendedHeader.IMM_DT));
        return Verdict.CONTINUE;
    }

    public RoceOpcode opcode() {
        return opcode;
    }

    public int destQp() {
        return bth.destQp();
    }

    public int partitionKey() {
        return bth.partitionKey();
    }

    int psn() {
        return bth.psn();
    }

    boolean ackRequest() {
        return bth.ackRequest();
    }

    boolean startsMessage() {
        return opcode.startsMessage();
    }

    boolean endsMessage() {
        return opcode.endsMessage();
    }

    /** A WRITE whose address came with its first packet. */
    boolean isWrite() {
        return switch (opcode) {
            case RC_WRITE_FIRST, RC_WRITE_MIDDLE, RC_WRITE_LAST, RC_WRITE_LAST_IMMEDIATE, RC_WRITE_ONLY, RC_WRITE_ONLY_IMMEDIATE -> true;
            default -> false;
        };
    }

    boolean isSend() {
        return switch (opcode) {
            case RC_SEND_FIRST, RC_SEND_MIDDLE, RC_SEND_LAST, RC_SEND_LAST_IMMEDIATE, RC_SEND_ONLY, RC_SEND_ONLY_IMMEDIATE -> true;
            default -> false;
        };
    }

    boolean hasImmediate() {
        return opcode.has(ExtendedHeader.IMM_DT);
    }

    int immediate() {
        return hasImmediate() ? immDt.immediate() : 0;
    }

    long virtualAddress() {
        return reth.virtualAddress();
    }

    int rkey() {
        return reth.rkey();
    }

    /** Bytes of the whole message as RETH says. */
    long dmaLength() {
        return Integer.toUnsignedLong(reth.dmaLength());
    }

    int syndrome() {
        return aeth.syndrome();
    }

    /** Bytes without pad. */
    int payloadLength() {
        return payloadLength;
    }

    int padCount() {
        return bth.padCount();
    }

    /** Offset of the payload in the frame, if it is bytes. */
    int payloadAt() {
        return bthAt + opcode.headerLength();
    }

    Packet packet() {
        return packet;
    }
}
