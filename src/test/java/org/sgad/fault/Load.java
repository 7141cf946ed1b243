package org.sgad.fault;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.sgad.flow.Http;

/**
 * Publishes until it is stopped: filings, custom events, matches, notifications to one and to all over HTTP, to the nodes
 * in turn, and another service's events over AMQP.
 */
final class Load implements AutoCloseable {
    private static final int HTTP_THREADS = 3;
    private static final Duration END_PATIENCE = Duration.ofSeconds(60);

    private final List<Http> nodes;
    private final List<String> users;
    private final long pauseNanos;
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nth = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private Load(List<Http> nodes, List<String> users, int perSecond) {
        this.nodes = nodes;
        this.users = users;
        this.pauseNanos = 1_000_000_000L * (HTTP_THREADS + 1) / perSecond;
    }

    static Load start(List<Http> nodes, List<String> users, int perSecond) {
        Load load = startOurs(nodes, users, perSecond);
        load.thread(load::publishForeign);
        return load;
    }

    /** As {@link #start}, without events that only the broker knows before they are recorded. */
    static Load startOurs(List<Http> nodes, List<String> users, int perSecond) {
        Load load = new Load(nodes, users, perSecond);
        for (int i = 0; i < HTTP_THREADS; i++) {
            load.thread(load::publishOurs);
        }
        return load;
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "load-" + threads.size());
        threads.add(thread);
        thread.start();
    }

    private void publishOurs() {
        while (!stopped) {
            int n = nth.getAndIncrement();
            try {
                publish(nodes.get(n % nodes.size()), n, users.get(n % users.size()));
            } catch (UncheckedIOException away) {
                failures.add(n + ": " + away.getMessage());
            }
            LockSupport.parkNanos(pauseNanos);
        }
    }

    private void publish(Http http, int n, String user) {
        Http.Answer answer = switch (ThreadLocalRandom.current().nextInt(16)) {
            case 0 -> http.post("/api/notifications", "{\"title\":\"to all\",\"message\":\"" + n + "\"}");
            case 1, 2, 3, 4 ->
                http.post(
                        "/api/notifications",
                        "{\"user_id\":\"" + user + "\",\"title\":\"t\",\"message\":\"" + n + "\"}");
            case 5, 6, 7 ->
                http.post(
                        "/api/events/match.assigned",
                        "{\"match_id\":\"m-" + n + "\",\"referee_id\":\"" + user
                                + "\",\"kickoff_at\":\"2099-03-03T15:30:00-05:00\",\"venue\":\"Campín\",\"role\":\"var\"}");
            case 8, 9, 10 ->
                http.post(
                        "/api/events",
                        "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.fault\",\"message\":{\"user_id\":\""
                                + user + "\",\"n\":" + n + "}}");
            default -> http.put("/api/availability/" + user + "/2099-W10", filing(n));
        };
        if (answer.status() >= 300) {
            failures.add(n + ": " + answer.response() + ": " + answer.text());
        } else if (answer.status() == 202) {
            acknowledged.add(answer.json().path("event_id").asText());
        }
    }

    private static String filing(int n) {
        return "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"%02d:%02d\",\"end\":\"23:00\"}]}"
                .formatted(n % 20, n % 60);
    }

    private void publishForeign() {
        try (ForeignPublisher publisher = new ForeignPublisher()) {
            for (int n = 0; !stopped; n++) {
                String user = users.get(n % users.size());
                String id = UUID.randomUUID().toString();
                publisher.publish(
                        "sgad.availability",
                        "availability.expired." + user,
                        id,
                        "{\"referee_id\":\"" + user + "\",\"week_number\":9,\"n\":" + n + "}");
                acknowledged.add(id);
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was answered with an id or confirmed by the broker: all of that must be in the log. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Waits until so many more were acknowledged. */
    void awaitMore(int events) {
        int before = acknowledged.size();
        await().pollInterval(20, TimeUnit.MILLISECONDS)
                .atMost(Fault.PATIENCE)
                .until(() -> acknowledged.size() >= before + events);
    }

    /** Of each request that got no answer or an error, what it got; whether they were committed, only the log knows. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns when the last request is answered. Idempotent. */
    void stop() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join(END_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (thread.isAlive()) {
                thread.interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
