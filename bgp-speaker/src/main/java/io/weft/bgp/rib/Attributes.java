package io.weft.bgp.rib;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.message.AsPath;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.PathAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of a route as a set: what many prefixes share. Never changed; compared by content, and once interned by identity. {@code med} and
 * {@code localPref} are {@link #ABSENT} where not given; {@code others} are attributes without a meaning here, kept whole.
 */
public final class Attributes {
    public static final long ABSENT = -1;
    /** Next hop of what this speaker originates, and of what it re-advertises as its own: each peer is told another address. */
    public static final MpNextHop SELF = MpNextHop.of(IpAddress.V6.ANY);
    public static final int NO_EXPORT = 0xffff_ff01;
    public static final int NO_ADVERTISE = 0xffff_ff02;
    public static final int NO_EXPORT_SUBCONFED = 0xffff_ff03;

    private final int origin;
    private final AsPath asPath;
    private final MpNextHop nextHop;
    private final long med;
    private final long localPref;
    private final List<PathAttribute> others;
    private final int hash;

    private Attributes(int origin, AsPath asPath, MpNextHop nextHop, long med, long localPref, List<PathAttribute> others) {
        this.origin = origin;
        this.asPath = asPath;
        this.nextHop = nextHop;
        this.med = med;
        this.localPref = localPref;
        this.others = others;
        this.hash = 31 * (31 * (31 * (31 * (31 * origin + asPath.hashCode()) + nextHop.hashCode()) + Long.hashCode(med)) + Long.hashCode(localPref))
                + others.hashCode();
    }

    /** What this speaker originates itself. */
    public static Attributes originated(int origin) {
        return new Attributes(origin, AsPath.EMPTY, SELF, ABSENT, ABSENT, List.of());
    }

    /** From a checked UPDATE, which has the mandatory ones. */
    public static Attributes of(List<PathAttribute> attributes, MpNextHop nextHop) {
        int origin = PathAttribute.Origin.INCOMPLETE;
        AsPath path = AsPath.EMPTY;
        long med = ABSENT;
        long localPref = ABSENT;
        List<PathAttribute> others = new ArrayList<>();
        for (PathAttribute attribute : attributes) {
            switch (attribute) {
                case PathAttribute.Origin(int value) -> origin = value;
                case PathAttribute.AsPathAttribute(AsPath value) -> path = value;
                case PathAttribute.MultiExitDisc(long value) -> med = value;
                case PathAttribute.LocalPref(long value) -> localPref = value;
                default -> others.add(attribute);
            }
        }
        return new Attributes(origin, path, nextHop, med, localPref, List.copyOf(others));
    }

    /** As path attributes in the order of their types, without next hop. */
    public List<PathAttribute> toList() {
        List<PathAttribute> list = new ArrayList<>();
        list.add(new PathAttribute.Origin(origin));
        list.add(new PathAttribute.AsPathAttribute(asPath));
        if (med != ABSENT) {
            list.add(new PathAttribute.MultiExitDisc(med));
        }
        if (localPref != ABSENT) {
            list.add(new PathAttribute.LocalPref(localPref));
        }
        list.addAll(others);
        return list;
    }

    public Attributes withAsPath(AsPath path) {
        return new Attributes(origin, path, nextHop, med, localPref, others);
    }

    public Attributes withNextHop(MpNextHop hop) {
        return new Attributes(origin, asPath, hop, med, localPref, others);
    }

    public Attributes withMed(long value) {
        return new Attributes(origin, asPath, nextHop, value, localPref, others);
    }

    public Attributes withLocalPref(long value) {
        return new Attributes(origin, asPath, nextHop, med, value, others);
    }

    public Attributes withOthers(List<PathAttribute> values) {
        return new Attributes(origin, asPath, nextHop, med, localPref, List.copyOf(values));
    }

    public int origin() {
        return origin;
    }

    public AsPath asPath() {
        return asPath;
    }

    public MpNextHop nextHop() {
        return nextHop;
    }

    public long med() {
        return med;
    }

    public long localPref() {
        return localPref;
    }

    public List<PathAttribute> others() {
        return others;
    }

    public boolean hasCommunity(int community) {
        for (PathAttribute attribute : others) {
            if (attribute instanceof PathAttribute.Communities(boolean _, List<Integer> values) && values.contains(community)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 1997. */
    public List<Integer> communities() {
        Optional<PathAttribute.Communities> found = others.stream().filter(PathAttribute.Communities.class::isInstance)
                .map(PathAttribute.Communities.class::cast).findFirst();
        return found.map(PathAttribute.Communities::values).orElse(List.of());
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Attributes a && hash == a.hash && origin == a.origin && med == a.med && localPref == a.localPref
                && asPath.equals(a.asPath) && nextHop.equals(a.nextHop) && others.equals(a.others);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "[" + asPath + "] via " + nextHop.forwarding();
    }
}
