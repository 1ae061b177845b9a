package io.weft.daemon.node;

import io.weft.bgp.address.IpAddress;
import io.weft.daemon.host.Probe;

/**
 * A change of a node's state that the lab engine or a person asks for; it reaches the node as an {@link Input.Command}. A node refuses an order
 * that is not for its kind with an {@link IllegalArgumentException}.
 */
public interface Order {
    /** What every node with a control plane can do. */
    sealed interface Routed extends Order {
    }

    /**
     * Sends one probe; {@link NodeListener#probed} hears the outcome under {@code identifier}, which no other probe under way has. {@code ttl}
     * is 1 … 255.
     */
    record Ping(int identifier, IpAddress to, int ttl, Probe.Kind kind) implements Routed {
        /** Bytes behind the ICMP header: what ping(8) sends. */
        public static final int PAYLOAD = 56;
    }

    /** Closes every BGP session with Cease, administrative shutdown. RFC 4486, RFC 9003. */
    record ShutdownBgp(String reason) implements Routed {
    }

    /** Ends the session with one neighbour and starts it anew. */
    record ClearBgp(String neighbor) implements Routed {
    }

    /** What only a NIC can do. */
    sealed interface Rdma extends Order {
    }

    /**
     * Makes memory reachable from the network for RDMA WRITE under {@code rkey}.
     *
     * @param length bytes
     */
    record RegisterMemory(int rkey, long address, long length) implements Rdma {
    }

    /** Makes an RC queue pair and takes it to RTS. QPNs and PSNs are 24 bits. */
    record OpenQueuePair(int qpn, IpAddress local, IpAddress remote, int remoteQpn, int sendPsn, int receivePsn) implements Rdma {
    }

    /** Posts one RDMA WRITE of {@code length} bytes, taken from the pattern of {@code seed} at {@code offset}. */
    record PostWrite(int qpn, long workRequest, long remoteAddress, int rkey, long length, long seed, long offset) implements Rdma {
    }
}
