package org.sgad.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many sessions each network address has on this node; who comes in must leave once. */
@ApplicationScoped
public class Addresses {
    private final ConcurrentMap<String, Integer> sessions = new ConcurrentHashMap<>();

    @Inject
    PushSettings settings;

    /** Counts one more, unless the address has as many as are allowed. */
    boolean enter(String address) {
        int most = settings.sessionsPerAddress();
        boolean[] entered = new boolean[1];
        sessions.compute(address, (same, count) -> {
            int before = count == null ? 0 : count;
            entered[0] = before < most;
            return entered[0] ? Integer.valueOf(before + 1) : count;
        });
        return entered[0];
    }

    /** Counts one less. */
    void leave(String address) {
        sessions.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }
}
