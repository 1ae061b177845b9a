package io.weft.nic.transport;

import io.weft.nic.verbs.NicProfile;
import io.weft.nic.verbs.WorkRequest;
import io.weft.pipeline.packet.Packet;
import io.weft.pipeline.packet.PacketPool;
import io.weft.pipeline.wire.Aeth;
import io.weft.pipeline.wire.Bth;
import io.weft.pipeline.wire.ExtendedHeader;
import io.weft.pipeline.wire.Icrc;
import io.weft.pipeline.wire.ImmDt;
import io.weft.pipeline.wire.Reth;
import io.weft.pipeline.wire.RoceOpcode;

/**
 * Makes the packets of one NIC. Each is complete but for its MAC addresses; its payload, pad and ICRC are described, or bytes if the profile
 * says materialised.
 */
public final class Framer {
    private final PacketPool pool;
    private final NicProfile profile;
    private final Icrc icrc = new Icrc();
    private final Bth bth = new Bth();
    private final Reth reth = new Reth();
    private final Aeth aeth = new Aeth();
    private final ImmDt immDt = new ImmDt();

    public Framer(PacketPool pool, NicProfile profile) {
        this.pool = pool;
        this.profile = profile;
    }

    /** The packet of {@code request} that carries {@code payload} bytes from {@code position} on, or {@link Packet#NONE} if the pool is empty. */
    Packet request(Envelope envelope, RoceOpcode opcode, int destQp, int psn, boolean ackRequest, WorkRequest request, long position, int payload) {
        Packet packet = pool.take();
        if (packet == Packet.NONE) {
            return packet;
        }
        int pad = Segmenter.pad(payload);
        int at = begin(packet, envelope, opcode, destQp, psn);
        bth.padCount(pad).ackRequest(ackRequest);
        int rethAt = opcode.offset(ExtendedHeader.RETH);
        if (rethAt >= 0) {
            reth.wrap(packet, at + rethAt).virtualAddress(request.remoteAddress()).rkey(request.rkey()).dmaLength((int) request.length());
        }
        int immediateAt = opcode.offset(ExtendedHeader.IMM_DT);
        if (immediateAt >= 0) {
            immDt.wrap(packet, at + immediateAt).immediate(request.immediate());
        }
        packet.describeTail(request.seed(), request.offset() + position, payload, pad + Icrc.LENGTH);
        return finish(packet, envelope, profile.dataTrafficClass());
    }

    /** An acknowledgement, or {@link Packet#NONE} if the pool is empty. */
    Packet acknowledge(Envelope envelope, int destQp, int psn, int syndrome, int msn) {
        Packet packet = pool.take();
        if (packet == Packet.NONE) {
            return packet;
        }
        int at = begin(packet, envelope, RoceOpcode.RC_ACKNOWLEDGE, destQp, psn);
        aeth.wrap(packet, at + Bth.LENGTH).syndrome(syndrome).msn(msn);
        packet.describeTail(0, 0, 0, Icrc.LENGTH);
        return finish(packet, envelope, profile.ackTrafficClass());
    }

    private int begin(Packet packet, Envelope envelope, RoceOpcode opcode, int destQp, int psn) {
        int at = envelope.open(packet);
        packet.extend(opcode.headerLength());
        bth.wrap(packet, at).blank().opcode(opcode).partitionKey(profile.partitionKey()).destQp(destQp).psn(psn);
        return at;
    }

    private Packet finish(Packet packet, Envelope envelope, int trafficClass) {
        envelope.seal(packet, trafficClass);
        if (profile.materialised()) {
            icrc.materialise(packet);
        }
        return packet;
    }
}
