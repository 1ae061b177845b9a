package io.weft.bgp.message;

/** The five messages of RFC 4271 §4 and RFC 2918. */
public sealed interface Message extends Decoded permits Open, Update, Notification, Message.Keepalive, RouteRefresh {
    /** Marker, length, type. RFC 4271 §4.1. */
    int HEADER_LENGTH = 19;
    /** Longest message, header included, without RFC 8654. */
    int MAX_LENGTH = 4096;
    int OPEN = 1;
    int UPDATE = 2;
    int NOTIFICATION = 3;
    int KEEPALIVE = 4;
    int ROUTE_REFRESH = 5;

    /** RFC 4271 §4.4: a header only. */
    record Keepalive() implements Message {
    }

    Keepalive KEEPALIVE_MESSAGE = new Keepalive();

    /** The header's type octet. */
    default int type() {
        return switch (this) {
            case Open _ -> OPEN;
            case Update _ -> UPDATE;
            case Notification _ -> NOTIFICATION;
            case Keepalive _ -> KEEPALIVE;
            case RouteRefresh _ -> ROUTE_REFRESH;
        };
    }
}
