package io.weft.bgp.message;

import java.nio.charset.StandardCharsets;

/** RFC 4271 §4.5: why a session ends. */
public record Notification(int code, int subcode, Bytes data) implements Message {
    public static final int HEADER_ERROR = 1;
    public static final int OPEN_ERROR = 2;
    public static final int UPDATE_ERROR = 3;
    public static final int HOLD_TIMER_EXPIRED = 4;
    public static final int FSM_ERROR = 5;
    public static final int CEASE = 6;

    public static final int NOT_SYNCHRONIZED = 1;
    public static final int BAD_LENGTH = 2;
    public static final int BAD_TYPE = 3;

    public static final int UNSUPPORTED_VERSION = 1;
    public static final int BAD_PEER_AS = 2;
    public static final int BAD_IDENTIFIER = 3;
    public static final int UNSUPPORTED_PARAMETER = 4;
    public static final int UNACCEPTABLE_HOLD_TIME = 6;

    public static final int MALFORMED_ATTRIBUTE_LIST = 1;
    public static final int UNRECOGNIZED_WELL_KNOWN = 2;
    public static final int MISSING_WELL_KNOWN = 3;
    public static final int ATTRIBUTE_FLAGS = 4;
    public static final int ATTRIBUTE_LENGTH = 5;
    public static final int INVALID_ORIGIN = 6;
    public static final int INVALID_NEXT_HOP = 8;
    public static final int OPTIONAL_ATTRIBUTE = 9;
    public static final int INVALID_NETWORK = 10;
    public static final int MALFORMED_AS_PATH = 11;

    /** RFC 6608. */
    public static final int UNEXPECTED_IN_OPEN_SENT = 1;
    public static final int UNEXPECTED_IN_OPEN_CONFIRM = 2;
    public static final int UNEXPECTED_IN_ESTABLISHED = 3;

    /** RFC 4486. */
    public static final int MAXIMUM_PREFIXES = 1;
    public static final int ADMINISTRATIVE_SHUTDOWN = 2;
    public static final int PEER_DECONFIGURED = 3;
    public static final int ADMINISTRATIVE_RESET = 4;
    public static final int CONNECTION_REJECTED = 5;
    public static final int COLLISION = 7;
    /** RFC 8538 §3.1: the true subcode is in the data. */
    public static final int HARD_RESET = 9;

    private static final int COMMUNICATION_LIMIT = 255;

    private static final String[][] WORDS = {{}, {"message header error", "connection not synchronized", "bad message length", "bad message type"},
            {"OPEN error", "unsupported version number", "bad peer AS", "bad BGP identifier", "unsupported optional parameter", "",
                    "unacceptable hold time",
                    "unsupported capability"},
            {"UPDATE error", "malformed attribute list", "unrecognized well-known attribute", "missing well-known attribute", "attribute flags error",
                    "attribute length error", "invalid ORIGIN", "", "invalid NEXT_HOP", "optional attribute error", "invalid network field",
                    "malformed AS_PATH"},
            {"hold timer expired"},
            {"FSM error", "unexpected message in OpenSent", "unexpected message in OpenConfirm", "unexpected message in Established"},
            {"cease", "maximum number of prefixes reached", "administrative shutdown", "peer de-configured", "administrative reset",
                    "connection rejected",
                    "other configuration change", "connection collision resolution", "out of resources", "hard reset", "BFD down"},
            {"ROUTE-REFRESH error", "invalid message length"}, {"send hold timer expired"}};

    public static Notification of(int code, int subcode) {
        return new Notification(code, subcode, Bytes.EMPTY);
    }

    /** RFC 9003: a Cease that tells people why, cut at 255 octets of UTF-8 between characters. */
    public static Notification cease(int subcode, String communication) {
        byte[] text = communication.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, COMMUNICATION_LIMIT);
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) {
            length--;
        }
        byte[] data = new byte[1 + length];
        data[0] = (byte) length;
        System.arraycopy(text, 0, data, 1, length);
        return new Notification(CEASE, subcode, length == 0 ? Bytes.EMPTY : Bytes.of(data, 0, data.length));
    }

    /** The one inside a Hard Reset (RFC 8538), otherwise this. */
    public Notification unwrapped() {
        return code == CEASE && subcode == HARD_RESET && data.length() >= 2 ? new Notification(data.u8(0), data.u8(1), data.from(2)) : this;
    }

    /** What a person reads, such as {@code hard reset: cease/administrative shutdown (6/2): "maintenance"}. */
    public String describe() {
        Notification inner = unwrapped();
        return inner.equals(this) ? describeSelf() : "hard reset (6/9): " + inner.describeSelf();
    }

    private String describeSelf() {
        String[] words = code < WORDS.length ? WORDS[code] : new String[0];
        String name = words.length == 0 ? "unknown error" : words[0];
        String detail = subcode > 0 && subcode < words.length && !words[subcode].isEmpty() ? "/" + words[subcode] : "";
        return name + detail + " (" + code + "/" + subcode + ")" + communication();
    }

    /** RFC 9003 §2: only Administrative Shutdown and Administrative Reset carry one; a wrong length is shown as hex. */
    private String communication() {
        if (data.length() == 0) {
            return "";
        }
        boolean spoken = code == CEASE && (subcode == ADMINISTRATIVE_SHUTDOWN || subcode == ADMINISTRATIVE_RESET);
        return spoken && data.u8(0) == data.length() - 1 ? ": \"" + printable(data.text(1)) + "\"" : " data " + data;
    }

    /** Control characters from a peer do not reach a terminal. */
    private static String printable(String text) {
        int[] shown = text.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).toArray();
        return new String(shown, 0, shown.length);
    }
}
