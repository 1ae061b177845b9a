package io.weft.daemon.inspect;

import io.weft.bgp.address.IpAddress;
import io.weft.pipeline.packet.Verdict;
import io.weft.pipeline.wire.RoceFrame;

/** What a frame is, as far as an inspection cares. */
sealed interface Content {
    record Roce(RoceFrame frame) implements Content {
    }

    /** {@code payload} without the padding of a short Ethernet frame. */
    record TcpSegment(Endpoint source, Endpoint destination, int sequence, int flags, byte[] payload) implements Content {
    }

    /** IEEE 802.1Q §36: bit n of {@code enabled} pauses priority n for {@code quanta[n]}, or lets it go on if that is 0. */
    record PriorityPause(int enabled, int[] quanta) implements Content {
    }

    /** Well formed, and of no further interest. */
    record Other() implements Content {
    }

    record Malformed(Verdict reason) implements Content {
    }

    Content OTHER = new Other();

    record Endpoint(IpAddress address, int port) implements Comparable<Endpoint> {
        @Override
        public int compareTo(Endpoint other) {
            int order = address.compareTo(other.address);
            return order != 0 ? order : Integer.compare(port, other.port);
        }

        @Override
        public String toString() {
            return address instanceof IpAddress.V6 ? "[" + address + "]:" + port : address + ":" + port;
        }
    }
}
