package io.weft.daemon.config;

import io.weft.bgp.address.IpAddress;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code rdma}: what makes a node a NIC. {@code addresses} are of the node's interfaces (absent: those of {@code lo}, or of its port).
 * {@code pathMtu} is bytes of payload a packet; {@code rate} bit/s (absent: the link's); {@code ackEvery} packets between two that ask
 * for an acknowledgement; {@code timeout} the verbs code t, 4.096 us × 2^t, 0 for none; {@code retryCount} 0 to 7 (IBTA vol. 1, 9.9.2).
 */
public record RdmaConfig(List<Located<IpAddress>> addresses, Located<Integer> pathMtu, Located<Integer> queuePairs, List<MemoryRegion> memory,
        OptionalLong rate, int ackEvery, int timeout, int retryCount, Origin origin) {
    public static final int DEFAULT_PATH_MTU = 4096;
    public static final int DEFAULT_QUEUE_PAIRS = 64;
    public static final int DEFAULT_ACK_EVERY = 16;
    /** 67.1 ms. */
    public static final int DEFAULT_TIMEOUT = 14;
    public static final int DEFAULT_RETRY_COUNT = 7;
    /** BTH 12, RETH 16, immediate 4, UDP 8, ICRC 4: what a packet may carry besides payload and IP header. */
    private static final int HEADERS = 12 + 16 + 4 + 8 + 4;

    public RdmaConfig {
        addresses = List.copyOf(addresses);
        memory = List.copyOf(memory);
    }

    /** The bytes of the largest IP packet: 4160 over IPv4 and 4180 over IPv6 for a path MTU of 4096. */
    public int ipMtu(boolean ipv6) {
        return pathMtu.value() + HEADERS + (ipv6 ? 40 : 20);
    }

    /** A region that is registered when the NIC starts; {@code size} in bytes; {@code access} each once (default: remote-write). */
    public record MemoryRegion(long size, List<Access> access) {
        public MemoryRegion {
            access = List.copyOf(access);
        }
    }

    /** What a region allows others and its owner. */
    public enum Access {
        LOCAL_WRITE, REMOTE_WRITE, REMOTE_READ, REMOTE_ATOMIC
    }
}
