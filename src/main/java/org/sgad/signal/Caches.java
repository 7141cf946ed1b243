package org.sgad.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.EventJson;

/** Has the caches of this node and of the others forget. */
@ApplicationScoped
public class Caches {
    private static final Logger LOG = Logger.getLogger(Caches.class.getName());

    @Inject
    @Any
    Instance<InvalidatedCache> caches;

    @Inject
    Redis redis;

    /**
     * Forgets here, then has the others forget. Where Redis is away they do not hear it; they do without their caches then,
     * and forget everything when it is back. To be called after the change is committed.
     *
     * @return whether the others were told
     */
    public boolean invalidate(Invalidation invalidation) {
        forget(invalidation);
        try {
            redis.publish(Channel.CACHE, EventJson.write(invalidation));
            return true;
        } catch (RedisAway e) {
            LOG.log(Level.FINE, "nobody was told of {0}: {1}", new Object[] {invalidation, e.getMessage()});
            return false;
        }
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        caches.forEach(cache -> names.add(cache.name()));
        return names;
    }

    void hear(@Observes Signal signal) {
        if (signal.channel() == Channel.CACHE) {
            forget(Invalidation.read(signal.text()));
        }
    }

    void forgetAll(@Observes SignalsMissed missed) {
        forget(new Invalidation(null, null));
    }

    private void forget(Invalidation invalidation) {
        for (InvalidatedCache cache : caches) {
            if (invalidation.cache() == null || invalidation.cache().equals(cache.name())) {
                cache.forget(invalidation.key());
            }
        }
    }
}
