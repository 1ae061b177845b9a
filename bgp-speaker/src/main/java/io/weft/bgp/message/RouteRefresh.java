package io.weft.bgp.message;

/** RFC 2918 §3; the octet between AFI and SAFI is a subtype in RFC 7313 (0: please send again, 1 and 2: begin and end of what is sent again). */
public record RouteRefresh(int afi, int subtype, int safi) implements Message {
    public static RouteRefresh of(Family family) {
        return new RouteRefresh(family.afi(), 0, family.safi());
    }
}
