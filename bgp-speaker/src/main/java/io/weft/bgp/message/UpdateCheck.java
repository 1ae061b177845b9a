package io.weft.bgp.message;

import static io.weft.bgp.message.PathAttribute.*;

import io.weft.bgp.address.IpAddress;
import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** "May it be said": applies RFC 7606 §3 and §7 and the rules between attributes to an UPDATE that could be read. */
public final class UpdateCheck {
    private final boolean external;
    private final long remoteAs;
    private final Predicate<Family> negotiated;
    private final List<PathAttribute> kept = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Remedy worst = Remedy.ATTRIBUTE_DISCARD;

    private UpdateCheck(boolean external, long remoteAs, Predicate<Family> negotiated) {
        this.external = external;
        this.remoteAs = remoteAs;
        this.negotiated = negotiated;
    }

    /** {@code external}: the peer's AS differs from ours. {@code negotiated}: a family that was not is ignored, the session stays. */
    public static CheckedUpdate check(Update update, boolean external, long remoteAs, boolean fourOctetAs, Predicate<Family> negotiated) {
        return new UpdateCheck(external, remoteAs, negotiated).check(update, fourOctetAs);
    }

    private CheckedUpdate check(Update update, boolean fourOctetAs) {
        for (PathAttribute attribute : update.attributes()) {
            if (attribute instanceof Malformed malformed) {
                complain(malformed);
                if (malformed.remedy() == Remedy.SESSION_RESET) {
                    return CheckedUpdate.resetBy(Notification.of(Notification.UPDATE_ERROR, malformed.subcode()), complaints);
                }
            } else if (!isForeign(attribute)) {
                kept.add(attribute);
            }
        }
        mergeFourOctetAs(fourOctetAs);
        List<Prefix> withdrawn = new ArrayList<>(negotiated.test(Family.IPV4_UNICAST) ? update.withdrawn() : List.of());
        List<CheckedUpdate.Reach> reached = new ArrayList<>();
        for (PathAttribute attribute : kept) {
            switch (attribute) {
                case MpUnreach(Family family, var prefixes) when negotiated.test(family) -> withdrawn.addAll(prefixes);
                case MpReach(Family family, MpNextHop nextHop, var prefixes) when negotiated.test(family) ->
                    reached.add(new CheckedUpdate.Reach(family, nextHop, prefixes));
                default -> {
                }
            }
        }
        if (!update.nlri().isEmpty() && negotiated.test(Family.IPV4_UNICAST)) {
            reached.add(new CheckedUpdate.Reach(Family.IPV4_UNICAST, classicNextHop(), update.nlri()));
        }
        if (!reached.isEmpty()) {
            checkMandatory();
            reached.forEach(this::checkNextHop);
        }
        CheckedUpdate checked = new CheckedUpdate(withdrawn, reached, shared(), List.copyOf(complaints), Optional.empty(), endOfRib(update));
        return worst == Remedy.TREAT_AS_WITHDRAW ? checked.treatedAsWithdraw() : checked;
    }

    private void complain(Malformed malformed) {
        complaints.add(malformed + " (" + malformed.remedy().name().toLowerCase(Locale.ROOT).replace('_', '-') + ")");
        if (malformed.remedy().compareTo(worst) > 0) {
            worst = malformed.remedy();
        }
    }

    /** Says nothing of what is only missing because it was malformed. */
    private void withdraw(int type, int subcode, String why) {
        if (worst != Remedy.TREAT_AS_WITHDRAW) {
            complain(new Malformed(type, Remedy.TREAT_AS_WITHDRAW, subcode, why));
        }
    }

    /** RFC 7606 §7.5, §7.9, §7.10: what only internal peers may send is discarded from others. */
    private boolean isForeign(PathAttribute attribute) {
        return external && (attribute instanceof LocalPref || attribute instanceof OriginatorId || attribute instanceof ClusterList);
    }

    /** RFC 6793 §4.2.3: with AGGREGATOR other than AS_TRANS the AS4 attributes are ignored; a speaker of four octets has no say in them at all. */
    private void mergeFourOctetAs(boolean fourOctetAs) {
        Optional<As4Path> path = take(As4Path.class);
        Optional<As4Aggregator> aggregator = take(As4Aggregator.class);
        if (fourOctetAs) {
            return;
        }
        boolean stale = kept.stream().anyMatch(a -> a instanceof Aggregator(long number, int _) && number != AsPath.AS_TRANS);
        if (stale && aggregator.isPresent()) {
            return;
        }
        kept.replaceAll(a -> switch (a) {
            case AsPathAttribute(AsPath two) when path.isPresent() -> new AsPathAttribute(two.merge(path.get().path()));
            case Aggregator _ when aggregator.isPresent() -> new Aggregator(aggregator.get().autonomousSystem(), aggregator.get().routerId());
            default -> a;
        });
    }

    private <A extends PathAttribute> Optional<A> take(Class<A> kind) {
        Optional<A> found = find(kind);
        found.ifPresent(kept::remove);
        return found;
    }

    private <A extends PathAttribute> Optional<A> find(Class<A> kind) {
        return kept.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private MpNextHop classicNextHop() {
        Optional<NextHop> nextHop = find(NextHop.class);
        if (nextHop.isEmpty()) {
            withdraw(NEXT_HOP, Notification.MISSING_WELL_KNOWN, "missing");
        }
        return MpNextHop.of(nextHop.isPresent() ? nextHop.get().address() : new IpAddress.V4(0));
    }

    /** RFC 7606 §3 d; the leftmost AS by RFC 4271 §6.3. */
    private void checkMandatory() {
        if (find(Origin.class).isEmpty()) {
            withdraw(ORIGIN, Notification.MISSING_WELL_KNOWN, "missing");
        }
        Optional<AsPathAttribute> path = find(AsPathAttribute.class);
        if (path.isEmpty()) {
            withdraw(AS_PATH, Notification.MISSING_WELL_KNOWN, "missing");
        } else if (external && path.get().path().neighbor() != remoteAs) {
            withdraw(AS_PATH, Notification.MALFORMED_AS_PATH, "does not start with the peer's AS " + remoteAs + ": " + path.get().path());
        }
        if (!external && find(LocalPref.class).isEmpty()) {
            withdraw(LOCAL_PREF, Notification.MISSING_WELL_KNOWN, "missing");
        }
    }

    private void checkNextHop(CheckedUpdate.Reach reach) {
        if (!reach.nextHop().isUsable()) {
            withdraw(NEXT_HOP, Notification.INVALID_NEXT_HOP, "of no host: " + reach.nextHop().forwarding());
        }
    }

    private List<PathAttribute> shared() {
        return kept.stream().filter(a -> switch (a) {
            case MpReach _,MpUnreach _,OtherFamily _,NextHop _ -> false;
            default -> true;
        }).toList();
    }

    private static Optional<Family> endOfRib(Update update) {
        if (!update.withdrawn().isEmpty() || !update.nlri().isEmpty() || update.attributes().size() > 1) {
            return Optional.empty();
        }
        if (update.attributes().isEmpty()) {
            return Optional.of(Family.IPV4_UNICAST);
        }
        return update.attributes().getFirst() instanceof MpUnreach(Family family, var prefixes) && prefixes.isEmpty()
                ? Optional.of(family)
                : Optional.empty();
    }
}
