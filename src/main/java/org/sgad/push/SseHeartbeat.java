package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sgad.node.Loop;

/** Has each wire send a comment when nothing else was sent for 25 s: proxies keep it open, and a lost client is noticed. */
@ApplicationScoped
public class SseHeartbeat {
    private static final Duration QUIET = Duration.ofSeconds(25);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Set<SseWire> wires = ConcurrentHashMap.newKeySet();
    private Loop loop;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("sse-heartbeat", threads, LOOK, this::beat);
    }

    void add(SseWire wire) {
        wires.add(wire);
    }

    void remove(SseWire wire) {
        wires.remove(wire);
    }

    private void beat() {
        wires.forEach(wire -> wire.beatAfter(QUIET));
    }

    @PreDestroy
    void stop() {
        loop.close();
    }
}
