package io.weft.bgp.message;

import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an UPDATE does once RFC 7606 has been applied: prefixes to withdraw (those of both families, and the announced ones where the remedy is
 * treat-as-withdraw), routes to learn, attributes that they share (without next hop and reachability), complaints for the log.
 *
 * @param reset     present: nothing of the UPDATE counts, the session ends with this
 * @param endOfRib  the family whose first full table has now been sent (RFC 4724 §2)
 */
public record CheckedUpdate(List<Prefix> withdrawn, List<Reach> reached, List<PathAttribute> attributes, List<String> complaints,
        Optional<Notification> reset, Optional<Family> endOfRib) {
    /** Prefixes of one family with their next hop. */
    public record Reach(Family family, MpNextHop nextHop, List<Prefix> prefixes) {
    }

    static CheckedUpdate resetBy(Notification notification, List<String> complaints) {
        return new CheckedUpdate(List.of(), List.of(), List.of(), complaints, Optional.of(notification), Optional.empty());
    }

    /** The same with everything withdrawn. RFC 7606 §2. */
    CheckedUpdate treatedAsWithdraw() {
        List<Prefix> all = new ArrayList<>(withdrawn);
        reached.forEach(r -> all.addAll(r.prefixes));
        return new CheckedUpdate(all, List.of(), List.of(), complaints, Optional.empty(), Optional.empty());
    }
}
