package io.weft.pipeline.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One frame and what its holder knows about it. The frame is bytes, then at most one tail that may be described instead of held: a payload
 * out of a {@link Pattern} (seed, offset, length) and a trailer (pad and ICRC) that follows from the rest. {@link #materialise} turns the
 * description into bytes; the description stays, so that a run with bytes and one without take the same decisions and have one fingerprint.
 *
 * <p>A packet has one owner at a time: a method that takes a packet either gives it on or calls {@link #release}. Offsets count from the
 * first byte of the Ethernet header; multi-byte fields are big endian. The frame check sequence is never held; {@link #wireLength} counts it.
 *
 * <p>Getters do not check bounds beyond the array's own: a header view's {@code check()} does, once.
 */
public final class Packet {
    /** Bytes free in front of a new packet, so that encapsulation moves an index: outer Ethernet, 802.1Q, IPv6, UDP and VXLAN are 74. */
    public static final int HEADROOM = 80;
    /** Room for headers in a packet whose payload is only described. */
    public static final int HEADER_ROOM = 176;
    /** Ethernet's frame check sequence, which {@link #wireLength} counts. */
    public static final int FCS_LENGTH = 4;
    /** The least Ethernet frame, FCS included. IEEE 802.3 §4.2.3.3. */
    public static final int MIN_WIRE_LENGTH = 64;
    /** No packet: what an empty pool answers. Its frame is empty and it cannot be released. */
    public static final Packet NONE = new Packet(PacketPool.NONE, 0);

    /** The ingress port of a packet that this node has made. */
    public static final int OWN = -1;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final PacketPool pool;
    private byte[] bytes;
    private int start;
    private int end;
    private boolean idle;

    private long tailSeed;
    private long tailOffset;
    private int payloadLength;
    private int trailerLength;
    private boolean materialised;
    private int corruptAt;
    private int corruptMask;

    private long id;
    private int ingressPort;
    private int egressPort;
    private int vrf;
    private int network;
    private int transport;
    private int protocol;
    private boolean ipv6;
    private int queue;
    private int priorityGroup;
    private int nextHopGroup;
    private int nextHop;
    private int flowHash;

    Packet(PacketPool pool, int room) {
        this.pool = pool;
        this.bytes = new byte[room];
    }

    /** A packet of its own, outside any pool, holding a copy of {@code frame}; {@link #release} does nothing to it. */
    public static Packet of(byte[] frame) {
        return new Packet(PacketPool.NONE, HEADROOM + HEADER_ROOM).reset().append(frame, 0, frame.length);
    }

    /** Ends this owner's hold: the packet goes back to the pool it came from and must not be touched again. */
    public void release() {
        pool.give(this);
    }

    boolean isIdle() {
        return idle;
    }

    Packet idled() {
        idle = true;
        return this;
    }

    Packet taken() {
        idle = false;
        return reset();
    }

    /** Empties the packet: no bytes, no tail, no metadata. */
    public Packet reset() {
        start = end = Math.min(HEADROOM, bytes.length);
        payloadLength = trailerLength = 0;
        materialised = false;
        corruptMask = 0;
        id = -1;
        ingressPort = egressPort = -1;
        vrf = 0;
        network = transport = protocol = 0;
        ipv6 = false;
        queue = priorityGroup = 0;
        nextHopGroup = 0;
        nextHop = -1;
        flowHash = 0;
        return this;
    }

    /** Becomes a copy of {@code other}: frame, description and metadata, not the pool. */
    public Packet copyFrom(Packet other) {
        reset();
        append(other.bytes, other.start, other.end - other.start);
        tailSeed = other.tailSeed;
        tailOffset = other.tailOffset;
        payloadLength = other.payloadLength;
        trailerLength = other.trailerLength;
        materialised = other.materialised;
        corruptAt = other.corruptAt;
        corruptMask = other.corruptMask;
        id = other.id;
        ingressPort = other.ingressPort;
        egressPort = other.egressPort;
        vrf = other.vrf;
        network = other.network;
        transport = other.transport;
        protocol = other.protocol;
        ipv6 = other.ipv6;
        queue = other.queue;
        priorityGroup = other.priorityGroup;
        nextHopGroup = other.nextHopGroup;
        nextHop = other.nextHop;
        flowHash = other.flowHash;
        return this;
    }

    /** Bytes held, from the Ethernet header on: all of the frame, or its headers if the tail is only described. */
    public int length() {
        return end - start;
    }

    /** The whole frame without FCS, described tail included. */
    public int frameLength() {
        return end - start + (materialised ? 0 : payloadLength + trailerLength);
    }

    /** The frame as it occupies a link and a buffer: padded to the least Ethernet frame, with FCS, without preamble and gap. */
    public int wireLength() {
        return Math.max(MIN_WIRE_LENGTH, frameLength() + FCS_LENGTH);
    }

    /** Bytes before the tail; the same whether or not the tail is materialised. */
    public int headerLength() {
        return end - start - (materialised ? payloadLength + trailerLength : 0);
    }

    /**
     * Says that the frame goes on, behind the bytes held, with {@code payload} bytes of a pattern and {@code trailer} bytes (pad and ICRC) that
     * follow from them.
     */
    public Packet describeTail(long seed, long offset, int payload, int trailer) {
        tailSeed = seed;
        tailOffset = offset;
        payloadLength = payload;
        trailerLength = trailer;
        return this;
    }

    public boolean hasTail() {
        return payloadLength + trailerLength != 0;
    }

    public long tailSeed() {
        return tailSeed;
    }

    public long tailOffset() {
        return tailOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    public int trailerLength() {
        return trailerLength;
    }

    /** True if no byte of the frame is merely described. */
    public boolean isMaterialised() {
        return materialised || !hasTail();
    }

    /**
     * Makes the described tail into bytes: the payload from its pattern, the trailer zero. The one door from description to bytes; its caller
     * completes the trailer and calls {@link #applyCorruption}.
     */
    public void materialise() {
        if (isMaterialised()) {
            return;
        }
        reserve(payloadLength + trailerLength);
        Pattern.fill(tailSeed, tailOffset, bytes, end, payloadLength);
        Arrays.fill(bytes, end + payloadLength, end + payloadLength + trailerLength, (byte) 0);
        end += payloadLength + trailerLength;
        materialised = true;
    }

    /** Flips in the bytes what {@link #corrupt} noted while the tail was only described. */
    public void applyCorruption() {
        if (corruptMask != 0) {
            bytes[start + headerLength() + corruptAt] ^= (byte) corruptMask;
        }
    }

    /**
     * Damages one byte of the tail, or of the last bytes held where there is none: byte {@code at} of those that {@link #corruptible} counts is
     * XORed with {@code mask} (1 … 255). A second damage to a packet changes nothing: one is enough to lose it.
     */
    public void corrupt(int at, int mask) {
        if (corruptMask != 0) {
            return;
        }
        corruptMask = mask;
        if (!hasTail()) {
            corruptAt = at;
            bytes[end - corruptible() + at] ^= (byte) mask;
            return;
        }
        corruptAt = at;
        if (materialised) {
            applyCorruption();
        }
    }

    /** How many bytes {@link #corrupt} chooses from: payload and trailer, or else the last four bytes of the frame. */
    public int corruptible() {
        return hasTail() ? payloadLength + trailerLength : Math.min(4, end - start);
    }

    /** Zero, or what {@link #corrupt} flipped, as position in the upper and mask in the lower 32 bits: part of the payload's description. */
    public long corruption() {
        return corruptMask == 0 ? 0 : (long) corruptAt << 32 | corruptMask;
    }

    public boolean isCorrupt() {
        return corruptMask != 0;
    }

    /** Adds {@code count} bytes at the end, contents undefined, and answers the offset of the first one. */
    public int extend(int count) {
        reserve(count);
        int at = end - start;
        end += count;
        return at;
    }

    public Packet append(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, end, count);
        end += count;
        return this;
    }

    /** Adds {@code count} bytes in front, contents undefined. The headroom bounds it: beyond, an {@link IllegalStateException}. */
    public Packet push(int count) {
        if (count > start) {
            throw new IllegalStateException("headroom of " + start + " bytes, " + count + " wanted");
        }
        start -= count;
        network += count;
        transport += count;
        return this;
    }

    /** Removes {@code count} bytes from the front. */
    public Packet pull(int count) {
        start += count;
        network -= count;
        transport -= count;
        return this;
    }

    /** Cuts the bytes held to {@code length}; a tail is gone with them. */
    public Packet truncate(int length) {
        end = Math.min(end, start + length);
        payloadLength = trailerLength = 0;
        materialised = false;
        return this;
    }

    public int u8(int at) {
        return bytes[start + at] & 0xff;
    }

    public int u16(int at) {
        return (short) SHORT.get(bytes, start + at) & 0xffff;
    }

    public int u24(int at) {
        return u8(at) << 16 | u16(at + 1);
    }

    /** 32 bits as they stand; compare unsigned. */
    public int i32(int at) {
        return (int) INT.get(bytes, start + at);
    }

    public long u32(int at) {
        return i32(at) & 0xffffffffL;
    }

    /** 48 bits, as of a MAC address. */
    public long u48(int at) {
        return (long) u16(at) << 32 | u32(at + 2);
    }

    public long i64(int at) {
        return (long) LONG.get(bytes, start + at);
    }

    public Packet put8(int at, int value) {
        bytes[start + at] = (byte) value;
        return this;
    }

    public Packet put16(int at, int value) {
        SHORT.set(bytes, start + at, (short) value);
        return this;
    }

    public Packet put24(int at, int value) {
        return put8(at, value >>> 16).put16(at + 1, value);
    }

    public Packet put32(int at, int value) {
        INT.set(bytes, start + at, value);
        return this;
    }

    public Packet put48(int at, long value) {
        return put16(at, (int) (value >>> 32)).put32(at + 2, (int) value);
    }

    public Packet put64(int at, long value) {
        LONG.set(bytes, start + at, value);
        return this;
    }

    public Packet put(int at, byte[] source, int from, int count) {
        System.arraycopy(source, from, bytes, start + at, count);
        return this;
    }

    public void get(int at, byte[] target, int to, int count) {
        System.arraycopy(bytes, start + at, target, to, count);
    }

    /** Lends the array behind the frame, for checksums and copies without a detour; byte 0 of the frame is at {@link #arrayOffset}. */
    public byte[] array() {
        return bytes;
    }

    public int arrayOffset() {
        return start;
    }

    /** A copy of the bytes held. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    private void reserve(int count) {
        if (end + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end + count, bytes.length * 2));
        }
    }

    /** Which frame this is on the link that it last crossed: link direction in the upper 24 bits, sequence in the lower 40; -1 before. */
    public long id() {
        return id;
    }

    public void id(long id) {
        this.id = id;
    }

    /** Index of the port that the frame came in by, or {@link #OWN}. */
    public int ingressPort() {
        return ingressPort;
    }

    public void ingressPort(int port) {
        ingressPort = port;
    }

    /** Forgets the way through the node before: the packet has come in by {@code port}, or is this node's {@link #OWN}. */
    public void enter(int port) {
        ingressPort = port;
        egressPort = nextHop = -1;
        nextHopGroup = 0;
        flowHash = 0;
    }

    public int egressPort() {
        return egressPort;
    }

    public void egressPort(int port) {
        egressPort = port;
    }

    /** 0 is the default VRF. */
    public int vrf() {
        return vrf;
    }

    public void vrf(int vrf) {
        this.vrf = vrf;
    }

    /** Offset of the IP or ARP header. */
    public int network() {
        return network;
    }

    public void network(int offset) {
        network = offset;
    }

    /** Offset of the header behind IP; meaningful when {@link #protocol} is. */
    public int transport() {
        return transport;
    }

    public void transport(int offset) {
        transport = offset;
    }

    /** IP protocol number of the transport header, -1 if this is not IP. */
    public int protocol() {
        return protocol;
    }

    public void protocol(int protocol) {
        this.protocol = protocol;
    }

    public boolean isIpv6() {
        return ipv6;
    }

    public void isIpv6(boolean value) {
        ipv6 = value;
    }

    /** Egress queue, which is also the traffic class here: 0 … 7. */
    public int queue() {
        return queue;
    }

    public void queue(int queue) {
        this.queue = queue;
    }

    public int priorityGroup() {
        return priorityGroup;
    }

    public void priorityGroup(int group) {
        priorityGroup = group;
    }

    /** Number of the route's next-hop group, 0 before the lookup. */
    public int nextHopGroup() {
        return nextHopGroup;
    }

    public void nextHopGroup(int group) {
        nextHopGroup = group;
    }

    /** Index of the chosen next hop in its table, -1 before the choice. */
    public int nextHop() {
        return nextHop;
    }

    public void nextHop(int index) {
        nextHop = index;
    }

    public int flowHash() {
        return flowHash;
    }

    public void flowHash(int hash) {
        flowHash = hash;
    }

    @Override
    public String toString() {
        int shown = Math.min(length(), 64);
        String tail = hasTail() ? " + tail " + payloadLength + "+" + trailerLength : "";
        return "Packet[" + length() + tail + " " + HexFormat.of().formatHex(bytes, start, start + shown) + "]";
    }
}
