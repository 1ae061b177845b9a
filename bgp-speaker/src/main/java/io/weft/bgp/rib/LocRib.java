package io.weft.bgp.rib;

import io.weft.bgp.address.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Every destination of one family, in order of arrival. {@link #put} and {@link #remove} change paths and queue the destination; {@link #decide} decides all that are
 * queued once, however often they have changed meanwhile.
 */
public final class LocRib {
    private final Decision decision;
    private final AttributePool pool;
    private final Map<Prefix, Destination> destinations = new LinkedHashMap<>();
    private List<Destination> queued = new ArrayList<>();

    public LocRib(Decision decision, AttributePool pool) {
        this.decision = decision;
        this.pool = pool;
    }

    /** A path takes the place of the one from the same source. */
    public void put(Prefix prefix, Path path) {
        Destination destination = destinations.computeIfAbsent(prefix, Destination::new);
        Attributes interned = pool.intern(path.attributes());
        Optional<Path> former = destination.put(new Path(path.source(), interned, path.nextHops(), path.rejection()));
        former.ifPresent(p -> pool.release(p.attributes()));
        if (former.isEmpty() || !former.get().equals(path)) {
            queue(destination);
        }
    }

    /** The source has no path any more; nothing happens if it had none. */
    public void remove(Prefix prefix, int sourceIndex) {
        Destination destination = destinations.get(prefix);
        if (destination == null) {
            return;
        }
        Optional<Path> former = destination.remove(sourceIndex);
        if (former.isPresent()) {
            pool.release(former.get().attributes());
            queue(destination);
        }
    }

    private void queue(Destination destination) {
        if (destination.queue()) {
            queued.add(destination);
        }
    }

    /** Tells each queued destination, decided, with the best path it had before. One without paths is forgotten afterwards. */
    public void decide(BiConsumer<Destination, Choice> changed) {
        while (!queued.isEmpty()) {
            List<Destination> run = queued;
            queued = new ArrayList<>();
            for (Destination destination : run) {
                Choice before = new Choice(destination.best(), destination.nextHops());
                destination.decide(decision);
                changed.accept(destination, before);
                if (destination.isEmpty()) {
                    destinations.remove(destination.prefix());
                }
            }
        }
    }

    /** What a decision had chosen. */
    public record Choice(Optional<Path> best, List<NextHop> nextHops) {
    }

    public Optional<Destination> get(Prefix prefix) {
        return Optional.ofNullable(destinations.get(prefix));
    }

    public Collection<Destination> destinations() {
        return Collections.unmodifiableCollection(destinations.values());
    }
}
