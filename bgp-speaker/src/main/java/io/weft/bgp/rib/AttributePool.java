package io.weft.bgp.rib;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attribute sets in use, each once, with how many routes use it. Holds nothing that no route uses, so its size is bounded by the number of routes.
 * {@link #intern} for each route that begins to use a set, {@link #release} when it ends.
 */
public final class AttributePool {
    private static final class Use {
        private final Attributes attributes;
        private int count;

        private Use(Attributes attributes) {
            this.attributes = attributes;
        }
    }

    private final Map<Attributes, Use> uses = new LinkedHashMap<>();

    /** The one object that stands for {@code attributes}, used once more. */
    public Attributes intern(Attributes attributes) {
        Use use = uses.computeIfAbsent(attributes, Use::new);
        use.count++;
        return use.attributes;
    }

    /** Once for each {@link #intern}. */
    public void release(Attributes attributes) {
        Use use = uses.get(attributes);
        if (use == null) {
            throw new IllegalStateException("released once too often: " + attributes);
        }
        if (--use.count == 0) {
            uses.remove(attributes);
        }
    }

    /** Sets in use. */
    public int size() {
        return uses.size();
    }
}
