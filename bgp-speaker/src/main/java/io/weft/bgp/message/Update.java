package io.weft.bgp.message;

import io.weft.bgp.address.Prefix;
import java.util.List;

/** RFC 4271 §4.3: IPv4 prefixes withdrawn, attributes in the order they stood, IPv4 prefixes announced. Other families travel in MP_REACH_NLRI. */
public record Update(List<Prefix> withdrawn, List<PathAttribute> attributes, List<Prefix> nlri) implements Message {
    public Update {
        withdrawn = List.copyOf(withdrawn);
        attributes = List.copyOf(attributes);
        nlri = List.copyOf(nlri);
    }

    /** RFC 4724 §2: nothing for IPv4 unicast, an empty MP_UNREACH_NLRI for another family. */
    public static Update endOfRib(Family family) {
        return family == Family.IPV4_UNICAST
                ? new Update(List.of(), List.of(), List.of())
                : new Update(List.of(), List.of(new PathAttribute.MpUnreach(family, List.of())), List.of());
    }
}
