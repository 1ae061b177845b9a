package io.weft.bgp.message;

import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decodes the body of a message whose header is sound. */
final class MessageReader {
    private static final int CAPABILITIES = 2;
    private static final int EXTENDED_PARAMETERS = 255;

    private MessageReader() {
    }

    /** The body is at least as long as the type asks for and no longer than it may be: {@link MessageStream} has seen to it. */
    static Decoded read(int type, Cursor body, boolean fourOctetAs) {
        return switch (type) {
            case Message.OPEN -> open(body);
            case Message.UPDATE -> update(body, fourOctetAs);
            case Message.NOTIFICATION -> new Notification(body.u8(), body.u8(), body.bytes());
            case Message.KEEPALIVE -> Message.KEEPALIVE_MESSAGE;
            default -> new RouteRefresh(body.u16(), body.u8(), body.u8());
        };
    }

    /** RFC 4271 §4.2; optional parameters also in the extended form of RFC 9072 §2. */
    private static Decoded open(Cursor in) {
        int version = in.u8();
        if (version != Open.VERSION) {
            return refuse(Notification.UNSUPPORTED_VERSION, Bytes.of(0, Open.VERSION));
        }
        int myAs = in.u16();
        int holdTime = in.u16();
        int routerId = (int) in.u32();
        int length = in.u8();
        boolean extended = length == EXTENDED_PARAMETERS && in.left() >= 3 && in.peek() == EXTENDED_PARAMETERS;
        if (extended) {
            in.u8();
            length = in.u16();
        }
        if (length != in.left()) {
            return refuse(0, Bytes.EMPTY);
        }
        List<Capability> capabilities = new ArrayList<>();
        while (in.left() > 0) {
            if (in.left() < (extended ? 3 : 2)) {
                return refuse(0, Bytes.EMPTY);
            }
            int type = in.u8();
            int parameterLength = extended ? in.u16() : in.u8();
            if (parameterLength > in.left()) {
                return refuse(0, Bytes.EMPTY);
            }
            Cursor parameter = in.slice(parameterLength);
            if (type != CAPABILITIES) {
                return refuse(Notification.UNSUPPORTED_PARAMETER, Bytes.EMPTY);
            }
            if (!capabilities(parameter, capabilities)) {
                return refuse(0, Bytes.EMPTY);
            }
        }
        return new Open(version, myAs, holdTime, routerId, capabilities);
    }

    private static boolean capabilities(Cursor in, List<Capability> capabilities) {
        while (in.left() > 0) {
            if (in.left() < 2) {
                return false;
            }
            int code = in.u8();
            int length = in.u8();
            if (length > in.left()) {
                return false;
            }
            capabilities.add(Capability.read(code, in.slice(length)));
        }
        return true;
    }

    private static Undecodable refuse(int subcode, Bytes data) {
        return new Undecodable(new Notification(Notification.OPEN_ERROR, subcode, data));
    }

    /** RFC 4271 §6.3 as revised by RFC 7606: lengths that contradict each other and NLRI that cannot be read end the session. */
    private static Decoded update(Cursor in, boolean fourOctetAs) {
        int withdrawnLength = in.u16();
        if (withdrawnLength + 2 > in.left()) {
            return malformed(Notification.MALFORMED_ATTRIBUTE_LIST);
        }
        Optional<List<Prefix>> withdrawn = Nlri.read(in.slice(withdrawnLength), Family.IPV4_UNICAST);
        int attributesLength = in.u16();
        if (attributesLength > in.left()) {
            return malformed(Notification.MALFORMED_ATTRIBUTE_LIST);
        }
        List<PathAttribute> attributes = AttributeReader.read(in.slice(attributesLength), fourOctetAs);
        Optional<List<Prefix>> nlri = Nlri.read(in, Family.IPV4_UNICAST);
        if (withdrawn.isEmpty() || nlri.isEmpty()) {
            return malformed(Notification.INVALID_NETWORK);
        }
        return new Update(withdrawn.get(), attributes, nlri.get());
    }

    private static Undecodable malformed(int subcode) {
        return new Undecodable(Notification.of(Notification.UPDATE_ERROR, subcode));
    }
}
