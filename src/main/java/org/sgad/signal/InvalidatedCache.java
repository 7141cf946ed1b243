package org.sgad.signal;

import org.jspecify.annotations.Nullable;

/** A cache of this node that forgets when it is told to. */
public interface InvalidatedCache {
    /** The name that signals call it by. */
    String name();

    /**
     * Forgets, and does not keep what is being read meanwhile. Must not block.
     *
     * @param key what to forget; null for everything
     * @throws org.sgad.event.InvalidFields where the key is none of this cache
     */
    void forget(@Nullable String key);
}
