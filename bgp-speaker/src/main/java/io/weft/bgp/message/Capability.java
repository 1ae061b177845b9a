package io.weft.bgp.message;

import java.util.ArrayList;
import java.util.List;

/** RFC 5492: what an OPEN says its sender can do. One that is not known, or whose length is not its own, is kept and means nothing. */
public sealed interface Capability {
    int MULTI_PROTOCOL = 1;
    int ROUTE_REFRESH = 2;
    int EXTENDED_NEXT_HOP = 5;
    int FOUR_OCTET_AS = 65;

    /** RFC 4760 §8. */
    record MultiProtocol(int afi, int safi) implements Capability {
        public static MultiProtocol of(Family family) {
            return new MultiProtocol(family.afi(), family.safi());
        }

        @Override
        public String toString() {
            return "multiprotocol " + Family.of(afi, safi).map(Family::toString).orElse(afi + "/" + safi);
        }
    }

    /** RFC 2918 §2. */
    record RouteRefreshCapability() implements Capability {
        @Override
        public String toString() {
            return "route refresh";
        }
    }

    /** RFC 8950 §4. */
    record ExtendedNextHop(List<NextHopEncoding> encodings) implements Capability {
        public ExtendedNextHop {
            encodings = List.copyOf(encodings);
        }

        @Override
        public String toString() {
            return "extended next hop " + encodings;
        }
    }

    /** NLRI of {@code afi}, {@code safi} with a next hop of {@code nextHopAfi}. */
    record NextHopEncoding(int afi, int safi, int nextHopAfi) {
        @Override
        public String toString() {
            return afi + "/" + safi + " by " + nextHopAfi;
        }
    }

    /** RFC 6793 §3. */
    record FourOctetAs(long number) implements Capability {
        @Override
        public String toString() {
            return "four-octet AS " + number;
        }
    }

    record Unknown(int code, Bytes value) implements Capability {
        @Override
        public String toString() {
            return "capability " + code;
        }
    }

    /** Reads one and ends behind it; {@code value} holds exactly its value. */
    static Capability read(int code, Cursor value) {
        if (code == MULTI_PROTOCOL && value.left() == 4) {
            int afi = value.u16();
            // The third octet is reserved, RFC 4760 §8.
            value.u8();
            return new MultiProtocol(afi, value.u8());
        }
        if (code == ROUTE_REFRESH && value.left() == 0) {
            return new RouteRefreshCapability();
        }
        if (code == EXTENDED_NEXT_HOP && value.left() % 6 == 0) {
            var encodings = new ArrayList<NextHopEncoding>();
            while (value.left() > 0) {
                encodings.add(new NextHopEncoding(value.u16(), value.u16(), value.u16()));
            }
            return new ExtendedNextHop(encodings);
        }
        if (code == FOUR_OCTET_AS && value.left() == 4) {
            return new FourOctetAs(value.u32());
        }
        return new Unknown(code, value.bytes());
    }

    /** Writes code, length and value. */
    default void write(ByteWriter out) {
        switch (this) {
            case MultiProtocol(int afi, int safi) -> out.u8(MULTI_PROTOCOL).u8(4).u16(afi).u8(0).u8(safi);
            case RouteRefreshCapability() -> out.u8(ROUTE_REFRESH).u8(0);
            case ExtendedNextHop(List<NextHopEncoding> encodings) -> {
                out.u8(EXTENDED_NEXT_HOP).u8(6 * encodings.size());
                encodings.forEach(e -> out.u16(e.afi).u16(e.safi).u16(e.nextHopAfi));
            }
            case FourOctetAs(long number) -> out.u8(FOUR_OCTET_AS).u8(4).u32(number);
            case Unknown(int code, Bytes value) -> {
                out.u8(code).u8(value.length());
                value.writeTo(out);
            }
        }
    }
}
