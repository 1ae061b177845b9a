package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.Notification;

/** What a log or a person wants to know. {@code neighbor} is the interface or address that it is configured by. */
public sealed interface BgpEvent {
    record SessionUp(String neighbor, String iface, IpAddress remote, long remoteAs, IpAddress.V4 remoteRouterId) implements BgpEvent {
    }

    record SessionDown(String neighbor, String reason) implements BgpEvent {
    }

    record NotificationSent(String neighbor, Notification notification) implements BgpEvent {
    }

    record NotificationReceived(String neighbor, Notification notification) implements BgpEvent {
    }

    /** An attribute was malformed and RFC 7606 kept the session. */
    record MalformedUpdate(String neighbor, String complaint) implements BgpEvent {
    }

    /** The neighbour has sent its whole table of the family. */
    record EndOfRib(String neighbor, Family family) implements BgpEvent {
    }

    /** A session stays as it is though another router advertises itself on the interface. */
    record OtherRouterIgnored(String neighbor, IpAddress kept, IpAddress ignored) implements BgpEvent {
    }

    /** Somebody connected who is no neighbour, or not one yet. */
    record ConnectionRefused(String iface, IpAddress remote) implements BgpEvent {
    }

    /** A family is active on a session but no next hop can be told: it stays silent. */
    record FamilySilent(String neighbor, Family family, String why) implements BgpEvent {
    }
}
