package io.weft.bgp;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.UpdatePacker;
import io.weft.bgp.policy.ExportPolicy;
import io.weft.bgp.rib.AttributePool;
import io.weft.bgp.rib.LocRib;
import io.weft.bgp.rib.UpdateGroup;
import io.weft.bgp.session.Negotiated;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which neighbours share an AdjRibOut: those that would be told the same octets but for the next hop. */
final class UpdateGroups {
    private record Key(UpdatePacker packer, int nextHopLength, ExportPolicy export) {
    }

    private final BgpConfig config;
    private final Interfaces interfaces;
    private final AttributePool pool;
    private final Map<Key, UpdateGroup> groups = new LinkedHashMap<>();

    UpdateGroups(BgpConfig config, Interfaces interfaces, AttributePool pool) {
        this.config = config;
        this.interfaces = interfaces;
        this.pool = pool;
    }

    /** False: no next hop of the family can be told to the neighbour. */
    boolean join(Neighbor neighbor, Family family, Negotiated agreed, LocRib locRib) {
        String iface = neighbor.peer().iface();
        boolean classic = family == Family.IPV4_UNICAST && (neighbor.peer().local() instanceof IpAddress.V4 || !agreed.extendedNextHop());
        Optional<MpNextHop> self = classic
                ? interfaces.ipv4NextHop(iface, neighbor.peer().local())
                : interfaces.ipv6NextHop(iface, neighbor.peer().local());
        if (self.isEmpty()) {
            return false;
        }
        NeighborConfig its = neighbor.config();
        ExportPolicy export = new ExportPolicy(agreed.external(), config.localAs(), its.nextHopSelf(), classic, config.family(family).summaryOnly(),
                its.defaultOriginate().contains(family), its.exportPolicy());
        Key key = new Key(new UpdatePacker(family, !classic, agreed.fourOctetAs()), self.get().length(), export);
        UpdateGroup group = groups.computeIfAbsent(key, k -> new UpdateGroup(k.packer, k.export, locRib, pool));
        Membership membership = new Membership(neighbor.index(), self.get(), neighbor.peer(), group);
        neighbor.memberships().put(family, membership);
        group.join(membership);
        return true;
    }

    /** A group without members is forgotten. */
    void leave(Neighbor neighbor) {
        neighbor.memberships().values().forEach(m -> m.group().leave(m));
        groups.values().removeIf(UpdateGroup::isEmpty);
    }

    Collection<UpdateGroup> all() {
        return groups.values();
    }
}
