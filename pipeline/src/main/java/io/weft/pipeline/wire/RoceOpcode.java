package io.weft.pipeline.wire;

import static io.weft.pipeline.wire.ExtendedHeader.AETH;
import static io.weft.pipeline.wire.ExtendedHeader.ATOMIC_ACK_ETH;
import static io.weft.pipeline.wire.ExtendedHeader.ATOMIC_ETH;
import static io.weft.pipeline.wire.ExtendedHeader.DETH;
import static io.weft.pipeline.wire.ExtendedHeader.FETH;
import static io.weft.pipeline.wire.ExtendedHeader.IETH;
import static io.weft.pipeline.wire.ExtendedHeader.IMM_DT;
import static io.weft.pipeline.wire.ExtendedHeader.RETH;

import java.util.Arrays;
import java.util.List;

/**
 * The opcodes of the base transport header: what they are called, what stands behind the BTH and whether a payload follows. IBTA Vol 1 §9.2.1
 * table 38; FLUSH and ATOMIC WRITE: Annex A19; CNP: Annex A17. Codes that are not listed (RD, XRC, a manufacturer's) read as {@link #NONE}.
 */
public enum RoceOpcode {
    RC_SEND_FIRST(0x00, "RC SEND First", Position.FIRST, Body.PAYLOAD),
    RC_SEND_MIDDLE(0x01, "RC SEND Middle", Position.MIDDLE, Body.PAYLOAD),
    RC_SEND_LAST(0x02, "RC SEND Last", Position.LAST, Body.PAYLOAD),
    RC_SEND_LAST_IMMEDIATE(0x03, "RC SEND Last with Immediate", Position.LAST, Body.PAYLOAD, IMM_DT),
    RC_SEND_ONLY(0x04, "RC SEND Only", Position.ONLY, Body.PAYLOAD),
    RC_SEND_ONLY_IMMEDIATE(0x05, "RC SEND Only with Immediate", Position.ONLY, Body.PAYLOAD, IMM_DT),
    RC_WRITE_FIRST(0x06, "RC RDMA WRITE First", Position.FIRST, Body.PAYLOAD, RETH),
    RC_WRITE_MIDDLE(0x07, "RC RDMA WRITE Middle", Position.MIDDLE, Body.PAYLOAD),
    RC_WRITE_LAST(0x08, "RC RDMA WRITE Last", Position.LAST, Body.PAYLOAD),
    RC_WRITE_LAST_IMMEDIATE(0x09, "RC RDMA WRITE Last with Immediate", Position.LAST, Body.PAYLOAD, IMM_DT),
    RC_WRITE_ONLY(0x0a, "RC RDMA WRITE Only", Position.ONLY, Body.PAYLOAD, RETH),
    RC_WRITE_ONLY_IMMEDIATE(0x0b, "RC RDMA WRITE Only with Immediate", Position.ONLY, Body.PAYLOAD, RETH, IMM_DT),
    RC_READ_REQUEST(0x0c, "RC RDMA READ Request", Position.ONLY, Body.EMPTY, RETH),
    RC_READ_RESPONSE_FIRST(0x0d, "RC RDMA READ response First", Position.FIRST, Body.RESPONSE_PAYLOAD, AETH),
    RC_READ_RESPONSE_MIDDLE(0x0e, "RC RDMA READ response Middle", Position.MIDDLE, Body.RESPONSE_PAYLOAD),
    RC_READ_RESPONSE_LAST(0x0f, "RC RDMA READ response Last", Position.LAST, Body.RESPONSE_PAYLOAD, AETH),
    RC_READ_RESPONSE_ONLY(0x10, "RC RDMA READ response Only", Position.ONLY, Body.RESPONSE_PAYLOAD, AETH),
    RC_ACKNOWLEDGE(0x11, "RC Acknowledge", Position.ONLY, Body.RESPONSE_EMPTY, AETH),
    RC_ATOMIC_ACKNOWLEDGE(0x12, "RC ATOMIC Acknowledge", Position.ONLY, Body.RESPONSE_EMPTY, AETH, ATOMIC_ACK_ETH),
    RC_COMPARE_SWAP(0x13, "RC CmpSwap", Position.ONLY, Body.EMPTY, ATOMIC_ETH),
    RC_FETCH_ADD(0x14, "RC FetchAdd", Position.ONLY, Body.EMPTY, ATOMIC_ETH),
    RC_SEND_LAST_INVALIDATE(0x16, "RC SEND Last with Invalidate", Position.LAST, Body.PAYLOAD, IETH),
    RC_SEND_ONLY_INVALIDATE(0x17, "RC SEND Only with Invalidate", Position.ONLY, Body.PAYLOAD, IETH),
    RC_FLUSH(0x1c, "RC FLUSH", Position.ONLY, Body.EMPTY, FETH, RETH),
    RC_ATOMIC_WRITE(0x1d, "RC ATOMIC WRITE", Position.ONLY, Body.PAYLOAD, RETH),

    UC_SEND_FIRST(0x20, "UC SEND First", Position.FIRST, Body.PAYLOAD),
    UC_SEND_MIDDLE(0x21, "UC SEND Middle", Position.MIDDLE, Body.PAYLOAD),
    UC_SEND_LAST(0x22, "UC SEND Last", Position.LAST, Body.PAYLOAD),
    UC_SEND_LAST_IMMEDIATE(0x23, "UC SEND Last with Immediate", Position.LAST, Body.PAYLOAD, IMM_DT),
    UC_SEND_ONLY(0x24, "UC SEND Only", Position.ONLY, Body.PAYLOAD),
    UC_SEND_ONLY_IMMEDIATE(0x25, "UC SEND Only with Immediate", Position.ONLY, Body.PAYLOAD, IMM_DT),
    UC_WRITE_FIRST(0x26, "UC RDMA WRITE First", Position.FIRST, Body.PAYLOAD, RETH),
    UC_WRITE_MIDDLE(0x27, "UC RDMA WRITE Middle", Position.MIDDLE, Body.PAYLOAD),
    UC_WRITE_LAST(0x28, "UC RDMA WRITE Last", Position.LAST, Body.PAYLOAD),
    UC_WRITE_LAST_IMMEDIATE(0x29, "UC RDMA WRITE Last with Immediate", Position.LAST, Body.PAYLOAD, IMM_DT),
    UC_WRITE_ONLY(0x2a, "UC RDMA WRITE Only", Position.ONLY, Body.PAYLOAD, RETH),
    UC_WRITE_ONLY_IMMEDIATE(0x2b, "UC RDMA WRITE Only with Immediate", Position.ONLY, Body.PAYLOAD, RETH, IMM_DT),

    UD_SEND_ONLY(0x64, "UD SEND Only", Position.ONLY, Body.PAYLOAD, DETH),
    UD_SEND_ONLY_IMMEDIATE(0x65, "UD SEND Only with Immediate", Position.ONLY, Body.PAYLOAD, DETH, IMM_DT),

    CNP(0x81, "CNP", Position.ONLY, Body.EMPTY, ExtendedHeader.CNP_RESERVED),

    /** No opcode of this registry. */
    NONE(-1, "unknown opcode", Position.ONLY, Body.EMPTY);

    /** The service that an opcode belongs to, its upper three bits. */
    public enum Transport {
        RC, UC, UD, CNP, NONE
    }

    /** Where in its message a packet stands. */
    public enum Position {
        FIRST, MIDDLE, LAST, ONLY
    }

    private enum Body {
        PAYLOAD, EMPTY, RESPONSE_PAYLOAD, RESPONSE_EMPTY
    }

    private static final RoceOpcode[] BY_CODE = new RoceOpcode[256];

    static {
        Arrays.fill(BY_CODE, NONE);
        for (RoceOpcode opcode : values()) {
            if (opcode != NONE) {
                BY_CODE[opcode.code] = opcode;
            }
        }
    }

    private final int code;
    private final String words;
    private final Transport transport;
    private final Position position;
    private final Body body;
    private final List<ExtendedHeader> extendedHeaders;
    private final int[] offsets = new int[ExtendedHeader.values().length];
    private final int extendedLength;

    RoceOpcode(int code, String words, Position position, Body body, ExtendedHeader... headers) {
        this.code = code;
        this.words = words;
        this.transport = transportOf(code);
        this.position = position;
        this.body = body;
        this.extendedHeaders = List.of(headers);
        Arrays.fill(offsets, -1);
        int at = Bth.LENGTH;
        for (ExtendedHeader header : headers) {
            offsets[header.ordinal()] = at;
            at += header.length();
        }
        this.extendedLength = at - Bth.LENGTH;
    }

    private static Transport transportOf(int code) {
        return switch (code >> 5) {
            case 0 -> Transport.RC;
            case 1 -> Transport.UC;
            case 3 -> Transport.UD;
            case 4 -> Transport.CNP;
            default -> Transport.NONE;
        };
    }

    /** The opcode with wire code {@code code} (0 … 255), or {@link #NONE}. */
    public static RoceOpcode of(int code) {
        return BY_CODE[code & 0xff];
    }

    /** As in the first byte of the BTH. */
    public int code() {
        return code;
    }

    /** The name for a reader, as "RC RDMA WRITE First". */
    public String words() {
        return words;
    }

    public Transport transport() {
        return transport;
    }

    public Position position() {
        return position;
    }

    public boolean isFirst() {
        return position == Position.FIRST;
    }

    public boolean isMiddle() {
        return position == Position.MIDDLE;
    }

    public boolean isLast() {
        return position == Position.LAST;
    }

    public boolean isOnly() {
        return position == Position.ONLY;
    }

    /** FIRST or ONLY: a message begins with this packet. */
    public boolean startsMessage() {
        return position == Position.FIRST || position == Position.ONLY;
    }

    /** LAST or ONLY: a message ends with this packet. */
    public boolean endsMessage() {
        return position == Position.LAST || position == Position.ONLY;
    }

    /** True if payload may follow; it may still be empty. */
    public boolean hasPayload() {
        return body == Body.PAYLOAD || body == Body.RESPONSE_PAYLOAD;
    }

    /** From responder to requester: acknowledgments and READ responses. */
    public boolean isResponse() {
        return body == Body.RESPONSE_PAYLOAD || body == Body.RESPONSE_EMPTY;
    }

    /** In the order in which they stand. */
    public List<ExtendedHeader> extendedHeaders() {
        return extendedHeaders;
    }

    public boolean has(ExtendedHeader header) {
        return offsets[header.ordinal()] >= 0;
    }

    /** Where {@code header} stands, in bytes from the start of the BTH; -1 if this opcode has none. */
    public int offset(ExtendedHeader header) {
        return offsets[header.ordinal()];
    }

    /** All extended headers together, bytes. */
    public int extendedLength() {
        return extendedLength;
    }

    /** BTH and extended headers, bytes: where the payload begins, from the start of the BTH. */
    public int headerLength() {
        return Bth.LENGTH + extendedLength;
    }
}
