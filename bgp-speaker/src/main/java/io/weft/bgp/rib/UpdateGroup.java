package io.weft.bgp.rib;

import io.weft.bgp.address.Prefix;
import io.weft.bgp.message.Family;
import io.weft.bgp.message.MessageWriter;
import io.weft.bgp.message.MpNextHop;
import io.weft.bgp.message.PackedUpdate;
import io.weft.bgp.message.Update;
import io.weft.bgp.message.UpdatePacker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Peers that are told the same: one AdjRibOut and one set of packed UPDATEs for all of them. A route goes to every member but the one it was learnt from. Changes are
 * gathered until {@link #flush}, which sends withdrawals first, then as few UPDATEs as the attribute sets allow.
 */
public final class UpdateGroup {
    /** Nobody: {@code except} of a route of our own, and {@code only} where all are meant. */
    private static final int NOBODY = -1;

    /** A route as told, and the member that was not told because it told us. */
    private record Advertised(Attributes attributes, int except) {
    }

    /** Whom a message goes to: one member, or all but one. */
    private record Target(int only, int except) {
        boolean includes(Member member) {
            return only == NOBODY ? member.index() != except : member.index() == only;
        }
    }

    private record Bucket(Attributes attributes, Target target) {
    }

    private final UpdatePacker packer;
    private final Export export;
    private final LocRib locRib;
    private final AttributePool pool;
    private final List<Member> members = new ArrayList<>();
    private final List<Member> joining = new ArrayList<>();
    private final List<Member> refreshing = new ArrayList<>();
    private final Map<Prefix, Advertised> adjRibOut = new LinkedHashMap<>();
    private final Set<Prefix> changed = new LinkedHashSet<>();
    private final Map<Target, List<Prefix>> withdrawals = new LinkedHashMap<>();
    private final Map<Bucket, List<Prefix>> announcements = new LinkedHashMap<>();

    public UpdateGroup(UpdatePacker packer, Export export, LocRib locRib, AttributePool pool) {
        this.packer = packer;
        this.export = export;
        this.locRib = locRib;
        this.pool = pool;
    }

    /** The member is told everything at the next flush, and then that this was everything (End-of-RIB). */
    public void join(Member member) {
        if (isEmpty()) {
            locRib.destinations().forEach(d -> changed.add(d.prefix()));
            export.defaultRoute().ifPresent(_ -> changed.add(packer.family().defaultRoute()));
        }
        joining.add(member);
    }

    public void leave(Member member) {
        joining.remove(member);
        refreshing.remove(member);
        members.remove(member);
        if (isEmpty()) {
            adjRibOut.values().forEach(a -> pool.release(a.attributes));
            adjRibOut.clear();
            changed.clear();
        }
    }

    /** RFC 2918: the member is told everything again. */
    public void refresh(Member member) {
        if (members.contains(member) && !refreshing.contains(member)) {
            refreshing.add(member);
        }
    }

    /** The destination may have to be told anew. */
    public void changed(Prefix prefix) {
        if (!isEmpty()) {
            changed.add(prefix);
        }
    }

    /** Tells the members what has changed since the last flush. */
    public void flush() {
        for (Prefix prefix : changed) {
            advertise(prefix, exported(prefix));
        }
        changed.clear();
        send(members);
        if (!joining.isEmpty() || !refreshing.isEmpty()) {
            tellEverything();
        }
    }

    private Optional<Advertised> exported(Prefix prefix) {
        if (prefix.length() == 0 && export.defaultRoute().isPresent()) {
            return export.defaultRoute().map(a -> new Advertised(a, NOBODY));
        }
        return locRib.get(prefix).filter(d -> d.best().isPresent())
                .flatMap(d -> export.export(d).map(a -> new Advertised(a, d.best().orElseThrow().source().index())));
    }

    /** Sorts one prefix into withdrawals and announcements, by what the members know of it. */
    private void advertise(Prefix prefix, Optional<Advertised> now) {
        Advertised before = adjRibOut.get(prefix);
        if (now.isEmpty()) {
            if (before != null) {
                withdraw(new Target(NOBODY, before.except), prefix);
                adjRibOut.remove(prefix);
                pool.release(before.attributes);
            }
            return;
        }
        Advertised after = new Advertised(pool.intern(now.get().attributes), now.get().except);
        adjRibOut.put(prefix, after);
        if (before == null) {
            announce(after.attributes, new Target(NOBODY, after.except), prefix);
            return;
        }
        pool.release(before.attributes);
        boolean sameTeacher = before.except == after.except;
        if (!sameTeacher && after.except != NOBODY) {
            withdraw(new Target(after.except, NOBODY), prefix);
        }
        if (before.attributes != after.attributes) {
            announce(after.attributes, new Target(NOBODY, after.except), prefix);
        } else if (!sameTeacher && before.except != NOBODY) {
            announce(after.attributes, new Target(before.except, NOBODY), prefix);
        }
    }

    private void withdraw(Target target, Prefix prefix) {
        withdrawals.computeIfAbsent(target, _ -> new ArrayList<>()).add(prefix);
    }

    private void announce(Attributes attributes, Target target, Prefix prefix) {
        announcements.computeIfAbsent(new Bucket(attributes, target), _ -> new ArrayList<>()).add(prefix);
    }

    private void send(List<Member> receivers) {
        if (!receivers.isEmpty()) {
            List<Member> told = List.copyOf(receivers);
            withdrawals.forEach((target, prefixes) -> packer.withdraw(prefixes).forEach(p -> deliver(p, target, Attributes.SELF, told)));
            announcements.forEach((bucket, prefixes) -> sendBucket(bucket, prefixes, told));
        }
        withdrawals.clear();
        announcements.clear();
    }

    private void sendBucket(Bucket bucket, List<Prefix> prefixes, List<Member> receivers) {
        MpNextHop nextHop = bucket.attributes.nextHop();
        MpNextHop form = nextHop.equals(Attributes.SELF) ? receivers.getFirst().self() : nextHop;
        List<PackedUpdate> packed = packer.announce(bucket.attributes.toList(), form, prefixes);
        if (packed.isEmpty()) {
            packed = packer.withdraw(prefixes);
        }
        packed.forEach(p -> deliver(p, bucket.target, nextHop, receivers));
    }

    private static void deliver(PackedUpdate packed, Target target, MpNextHop nextHop, List<Member> receivers) {
        for (Member member : receivers) {
            if (target.includes(member)) {
                member.send(packed.copyFor(nextHop.equals(Attributes.SELF) ? member.self() : nextHop));
            }
        }
    }

    private void tellEverything() {
        List<Member> receivers = new ArrayList<>(joining);
        receivers.addAll(refreshing);
        adjRibOut.forEach((prefix, advertised) -> announce(advertised.attributes, new Target(NOBODY, advertised.except), prefix));
        send(receivers);
        for (Member member : receivers) {
            member.send(MessageWriter.write(Update.endOfRib(packer.family()), true));
        }
        members.addAll(joining);
        joining.clear();
        refreshing.clear();
    }

    public Family family() {
        return packer.family();
    }

    public boolean isEmpty() {
        return members.isEmpty() && joining.isEmpty();
    }

    /** Nothing waits to be told. */
    public boolean isQuiet() {
        return changed.isEmpty() && joining.isEmpty() && refreshing.isEmpty();
    }

    /** Prefixes that a member with {@code index} has been told, in the order of their first announcement. */
    public List<Prefix> toldTo(int index) {
        List<Prefix> told = new ArrayList<>();
        adjRibOut.forEach((prefix, advertised) -> {
            if (advertised.except != index) {
                told.add(prefix);
            }
        });
        return told;
    }
}
