package io.weft.nic.verbs;

import io.weft.pipeline.port.LineRate;

/**
 * What a NIC can do and how it is set up. IBTA Vol 1 §11.2.1 calls most of it attributes of the channel adapter.
 *
 * @param rate              of its port
 * @param pathMtu           the largest it supports: 256, 512, 1024, 2048 or 4096 bytes of payload
 * @param maxQueuePairs     creating one more fails
 * @param maxRegions        registering one more fails
 * @param maxSendRequests   a power of two; posting one more to a queue pair is refused
 * @param maxReceiveRequests a power of two; posting one more to a queue pair is refused
 * @param dataTrafficClass  DSCP and ECN of requests: 0x6a is DSCP 26, ECT(0)
 * @param ackTrafficClass   DSCP and ECN of acknowledgements
 * @param hopLimit          TTL or hop limit
 * @param partitionKey      16 bits; the upper one says full member. IBTA Vol 1 §10.9.1
 * @param ackEvery          within a message every n-th packet asks for an acknowledgement; 0: the last one alone. The last one always does
 * @param materialised      payload and ICRC are made at the sender and checked and stored at the receiver; otherwise they stay described
 */
public record NicProfile(LineRate rate, int pathMtu, int maxQueuePairs, int maxRegions, int maxSendRequests, int maxReceiveRequests,
        int dataTrafficClass, int ackTrafficClass, int hopLimit, int partitionKey, int ackEvery, boolean materialised) {
    /** DSCP 26, ECT(0). */
    public static final int LOSSLESS = 0x6a;

    public NicProfile {
        if (pathMtu < 256 || pathMtu > 4096 || Integer.bitCount(pathMtu) != 1) {
            throw new IllegalArgumentException("path MTU " + pathMtu + "; 256, 512, 1024, 2048 and 4096 are possible");
        }
        if (Integer.bitCount(maxSendRequests) != 1 || Integer.bitCount(maxReceiveRequests) != 1) {
            throw new IllegalArgumentException("queue lengths " + maxSendRequests + ", " + maxReceiveRequests + "; powers of two are possible");
        }
    }

    /**
     * Path MTU 4096, 1024 queue pairs and regions, queues of 1024, everything in the lossless class, an acknowledgement every 16 packets,
     * payload described.
     */
    public static NicProfile of(LineRate rate) {
        return new NicProfile(rate, 4096, 1024, 1024, 1024, 1024, LOSSLESS, LOSSLESS, 64, 0xffff, 16, false);
    }

    public NicProfile withPathMtu(int bytes) {
        return new NicProfile(rate, bytes, maxQueuePairs, maxRegions, maxSendRequests, maxReceiveRequests, dataTrafficClass, ackTrafficClass,
                hopLimit, partitionKey, ackEvery, materialised);
    }

    public NicProfile withQueuePairs(int most) {
        return new NicProfile(rate, pathMtu, most, maxRegions, maxSendRequests, maxReceiveRequests, dataTrafficClass, ackTrafficClass, hopLimit,
                partitionKey, ackEvery, materialised);
    }

    public NicProfile withTrafficClasses(int data, int ack) {
        return new NicProfile(rate, pathMtu, maxQueuePairs, maxRegions, maxSendRequests, maxReceiveRequests, data, ack, hopLimit, partitionKey,
                ackEvery, materialised);
    }

    public NicProfile withAckEvery(int packets) {
        return new NicProfile(rate, pathMtu, maxQueuePairs, maxRegions, maxSendRequests, maxReceiveRequests, dataTrafficClass, ackTrafficClass,
                hopLimit, partitionKey, packets, materialised);
    }

    public NicProfile withMaterialised(boolean bytes) {
        return new NicProfile(rate, pathMtu, maxQueuePairs, maxRegions, maxSendRequests, maxReceiveRequests, dataTrafficClass, ackTrafficClass,
                hopLimit, partitionKey, ackEvery, bytes);
    }

    /** P_Keys match if their lower 15 bits do and one side at least is a full member. IBTA Vol 1 §10.9.3. */
    public boolean accepts(int otherKey) {
        return ((partitionKey ^ otherKey) & 0x7fff) == 0 && ((partitionKey | otherKey) & 0x8000) != 0;
    }
}
