package org.sgad.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.signal.Redis;
import org.sgad.signal.RedisAway;
import org.sgad.signal.Script;

/** Who is the one that closes a session, where several ask for it at once: one disconnection is one audit event. */
@ApplicationScoped
public class Closings {
    private static final Logger LOG = Logger.getLogger(Closings.class.getName());

    /** After so long it may be asked again: what was published to close it may have got lost. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final int MOST = 100_000;

    private final Script claim = Script.beside(Closings.class, "claim.lua");
    private final Script release = Script.beside(Closings.class, "release.lua");

    private final Cache<String, Boolean> claimed = Caffeine.newBuilder()
            .expireAfterWrite(AGAIN)
            .maximumSize(MOST)
            .executor(Runnable::run)
            .build();

    @Inject
    Redis redis;

    /** Whether nobody else closes this session now, as far as can be known; where Redis is away, on this node. */
    boolean claim(String id) {
        ConcurrentMap<String, Boolean> here = claimed.asMap();
        if (here.putIfAbsent(id, true) != null) {
            return false;
        }
        try {
            return redis.run(claim, List.of(id, Long.toString(AGAIN.toMillis())))
                    .equals(1L);
        } catch (RedisAway e) {
            LOG.log(Level.FINE, "claimed on this node alone: {0}", e.getMessage());
            return true;
        }
    }

    /** It was not done after all. */
    void release(String id) {
        claimed.invalidate(id);
        try {
            redis.run(release, List.of(id));
        } catch (RedisAway e) {
            LOG.log(Level.FINE, "claimed for a while: {0}", e.getMessage());
        }
    }
}
