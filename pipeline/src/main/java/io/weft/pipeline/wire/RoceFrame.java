package io.weft.pipeline.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A RoCEv2 frame taken apart, for inspection and tests; {@link RoceCodec} makes it and turns it back into the same bytes. What follows from the
 * rest is not kept: lengths, the IPv4 checksum, and the ICRC if it was right. Two frames are equal if their bytes are.
 *
 * @param udpChecksum as carried; RoCEv2 senders write 0 and receivers do not look
 * @param payload without pad
 * @param pad as carried, 0 … 3 bytes
 * @param icrc as carried, read big endian
 * @param padding what follows the IP datagram in the Ethernet frame
 */
public record RoceFrame(Link link, Network network, int udpSourcePort, int udpChecksum, BaseTransport transport, List<RoceExtension> extensions,
        byte[] payload, byte[] pad, int icrc, boolean icrcValid, byte[] padding) implements RoceDecoding {

    /** Ethernet and the tag control information of any 802.1Q tags, outermost first. */
    public record Link(long destination, long source, List<Integer> tags) {
        @Override
        public String toString() {
            return "Link[" + MacAddress.print(source) + " -> " + MacAddress.print(destination) + (tags.isEmpty() ? "" : ", tags=" + tags) + "]";
        }
    }

    /** The IP header. */
    public sealed interface Network {
        record V4(int tos, int identification, int flagsAndOffset, int ttl, int source, int destination) implements Network {
        }

        record V6(int trafficClass, int flowLabel, int hopLimit, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow)
                implements
                    Network {
        }
    }

    /** The fields of a {@link Bth}. */
    public record BaseTransport(RoceOpcode opcode, boolean solicited, boolean migReq, int partitionKey, boolean fecn, boolean becn,
            int reservedCongestion, int destQp, boolean ackRequest, int reservedAck, int psn) {
    }

    public RoceOpcode opcode() {
        return transport.opcode();
    }

    /** The extension of the given kind, if the opcode has it. */
    public <E extends RoceExtension> Optional<E> extension(Class<E> kind) {
        return extensions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoceFrame frame && Arrays.equals(new RoceCodec().encode(this), new RoceCodec().encode(frame));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new RoceCodec().encode(this));
    }

    @Override
    public String toString() {
        return opcode().words() + " " + link + " " + network + " port " + udpSourcePort + " " + transport + " " + extensions + " payload "
                + payload.length
                + " pad " + pad.length + (icrcValid ? "" : " ICRC wrong");
    }
}
