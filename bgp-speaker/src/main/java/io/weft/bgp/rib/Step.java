package io.weft.bgp.rib;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.Comparator;

/**
 * The decision process in its order, RFC 4271 §9.1.2.2, with this speaker's own routes first (§9.1.1 leaves their preference to it). The first step on which two
 * paths differ decides; {@code show} prints its name. The step e), interior cost, is not there: every next hop is on a link of ours.
 */
public enum Step {
    OWN_ROUTE(comparing(p -> !p.source().isSelf())),
    LOCAL_PREF(comparingLong(Path::localPref).reversed()),
    AS_PATH_LENGTH(comparingInt(p -> p.attributes().asPath().length())),
    ORIGIN(comparingInt(p -> p.attributes().origin())),
    /** Only between paths from one neighbouring AS: {@link Decision} sees to it. */
    MED(comparingLong(Path::med)),
    EXTERNAL(comparing(p -> !p.source().external())),
    ROUTER_ID(comparing(p -> p.source().routerId(), Integer::compareUnsigned)),
    PEER_ADDRESS(comparing(p -> p.source().address())),
    /** Parallel links to one router whose ports have one address: the order of the configuration. */
    NEIGHBOR_ORDER(comparingInt(p -> p.source().index()));

    private final Comparator<Path> better;

    Step(Comparator<Path> better) {
        this.better = better;
    }

    /** Negative: {@code a} is better; 0: the step does not tell them apart. */
    int compare(Path a, Path b) {
        return better.compare(a, b);
    }

    /** Steps after which paths still level may carry traffic side by side. */
    boolean limitsMultipath() {
        return compareTo(ROUTER_ID) < 0;
    }
}
