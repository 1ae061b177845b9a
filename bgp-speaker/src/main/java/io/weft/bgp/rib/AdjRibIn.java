package io.weft.bgp.rib;

import io.weft.bgp.address.Prefix;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one peer has told of one family, before import policy. Bounded by the neighbour's maximum number of prefixes. */
public final class AdjRibIn {
    private final AttributePool pool;
    private final Map<Prefix, Attributes> routes = new LinkedHashMap<>();

    public AdjRibIn(AttributePool pool) {
        this.pool = pool;
    }

    /** The attributes as interned. */
    public Attributes put(Prefix prefix, Attributes attributes) {
        Attributes interned = pool.intern(attributes);
        Attributes former = routes.put(prefix, interned);
        if (former != null) {
            pool.release(former);
        }
        return interned;
    }

    public void remove(Prefix prefix) {
        Attributes former = routes.remove(prefix);
        if (former != null) {
            pool.release(former);
        }
    }

    public void clear() {
        routes.values().forEach(pool::release);
        routes.clear();
    }

    public int size() {
        return routes.size();
    }

    public Map<Prefix, Attributes> routes() {
        return Collections.unmodifiableMap(routes);
    }
}
