package io.weft.bgp.message;

import java.util.Arrays;
import java.util.Optional;

/** Cuts what TCP delivers into messages. Holds at most one message that is not whole yet, and the octets that were given last. */
public final class MessageStream {
    private static final byte[] NOTHING = new byte[0];

    private byte[] held = NOTHING;
    private int at;

    /** The octets that follow; the array is the stream's from here. */
    public void append(byte[] octets) {
        if (at == held.length) {
            held = octets;
        } else {
            byte[] joined = Arrays.copyOfRange(held, at, held.length + octets.length);
            System.arraycopy(octets, 0, joined, held.length - at, octets.length);
            held = joined;
        }
        at = 0;
    }

    /**
     * The next message, or why there is none (then the stream is of no more use); empty if it is not whole yet. {@code fourOctetAs}: how AS
     * numbers stand in an UPDATE, known once the OPENs are exchanged.
     */
    public Optional<Decoded> next(boolean fourOctetAs) {
        if (held.length - at < Message.HEADER_LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < 16; i++) {
            if (held[at + i] != -1) {
                return Optional.of(new Undecodable(Notification.of(Notification.HEADER_ERROR, Notification.NOT_SYNCHRONIZED)));
            }
        }
        int length = (held[at + 16] & 0xff) << 8 | held[at + 17] & 0xff;
        int type = held[at + 18] & 0xff;
        if (type < Message.OPEN || type > Message.ROUTE_REFRESH) {
            return Optional.of(new Undecodable(new Notification(Notification.HEADER_ERROR, Notification.BAD_TYPE, Bytes.of(type))));
        }
        if (!lengthIsOf(type, length)) {
            return Optional.of(new Undecodable(new Notification(Notification.HEADER_ERROR, Notification.BAD_LENGTH, Bytes.of(length >>> 8, length))));
        }
        if (held.length - at < length) {
            return Optional.empty();
        }
        Cursor body = new Cursor(held, at + Message.HEADER_LENGTH, at + length);
        at += length;
        Decoded decoded = MessageReader.read(type, body, fourOctetAs);
        if (at == held.length) {
            held = NOTHING;
            at = 0;
        }
        return Optional.of(decoded);
    }

    /** RFC 4271 §6.1; ROUTE-REFRESH by RFC 2918 §3. */
    private static boolean lengthIsOf(int type, int length) {
        return length <= Message.MAX_LENGTH && switch (type) {
            case Message.OPEN -> length >= 29;
            case Message.UPDATE -> length >= 23;
            case Message.NOTIFICATION -> length >= 21;
            case Message.KEEPALIVE -> length == Message.HEADER_LENGTH;
            default -> length == 23;
        };
    }
}
