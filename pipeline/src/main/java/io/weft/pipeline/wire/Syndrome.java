package io.weft.pipeline.wire;

/** The syndrome of an {@link Aeth}: bits 6:5 say ACK, RNR NAK or NAK, bits 4:0 the credit, timer or NAK code. IBTA Vol 1 §9.7.5.1.2 tables 44 – 47. */
public final class Syndrome {
    /** ACK whose credit field is not used: no end-to-end flow control. */
    public static final int ACK_UNLIMITED = 0x1f;
    public static final int RNR_NAK = 0x20;
    public static final int NAK_PSN_SEQUENCE_ERROR = 0x60;
    public static final int NAK_INVALID_REQUEST = 0x61;
    public static final int NAK_REMOTE_ACCESS_ERROR = 0x62;
    public static final int NAK_REMOTE_OPERATIONAL_ERROR = 0x63;
    public static final int NAK_INVALID_RD_REQUEST = 0x64;

    private static final int TYPE_MASK = 0xe0;
    private static final int VALUE_MASK = 0x1f;
    private static final int NAK = 0x60;
    /** Picoseconds in the table's unit, 10 µs. */
    private static final long RNR_UNIT = 10_000_000;
    private static final int[] RNR_DELAYS = {65536, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048,
            3072,
            4096, 6144, 8192, 12288, 16384, 24576, 32768, 49152};
    private static final int[] CREDITS = {0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096,
            6144, 8192, 12288, 16384, 24576, 32768};

    private Syndrome() {
    }

    public static boolean isAck(int syndrome) {
        return (syndrome & TYPE_MASK) == 0;
    }

    public static boolean isRnrNak(int syndrome) {
        return (syndrome & TYPE_MASK) == RNR_NAK;
    }

    public static boolean isNak(int syndrome) {
        return (syndrome & TYPE_MASK) == NAK;
    }

    /** Credit, timer or NAK code, 0 … 31. */
    public static int value(int syndrome) {
        return syndrome & VALUE_MASK;
    }

    /** The syndrome of an RNR NAK that asks for {@link #rnrDelay}{@code (code)}. */
    public static int rnrNak(int code) {
        return RNR_NAK | code & VALUE_MASK;
    }

    /** What an RNR timer code asks the requester to wait, picoseconds: 10 µs … 655.36 ms, which is code 0. */
    public static long rnrDelay(int code) {
        return RNR_DELAYS[code & VALUE_MASK] * RNR_UNIT;
    }

    /** Send credits of an ACK's credit code, or -1 for 31: credits are not used. */
    public static int credits(int code) {
        int value = code & VALUE_MASK;
        return value < CREDITS.length ? CREDITS[value] : -1;
    }

    /** For a reader, as "NAK PSN sequence error". */
    public static String words(int syndrome) {
        return switch (syndrome) {
            case ACK_UNLIMITED -> "ACK";
            case NAK_PSN_SEQUENCE_ERROR -> "NAK PSN sequence error";
            case NAK_INVALID_REQUEST -> "NAK invalid request";
            case NAK_REMOTE_ACCESS_ERROR -> "NAK remote access error";
            case NAK_REMOTE_OPERATIONAL_ERROR -> "NAK remote operational error";
            case NAK_INVALID_RD_REQUEST -> "NAK invalid RD request";
            default -> isAck(syndrome)
                    ? "ACK, credit code " + value(syndrome)
                    : isRnrNak(syndrome) ? "RNR NAK, timer code " + value(syndrome) : "reserved syndrome " + syndrome;
        };
    }
}
