package org.sgad.flow;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sgad.broker.Consumer;
import org.sgad.broker.Delivery;
import org.sgad.broker.Subscription;
import org.sgad.node.Role;

/** A service within the node that fails on every delivery with the body {@code poison}, and tells what it has seen. */
@ApplicationScoped
public class StumblingService implements Consumer {
    static final String QUEUE = "stumbling-service-queue";

    private final Set<Integer> attempts = new ConcurrentSkipListSet<>();
    private final List<Long> latencies = new CopyOnWriteArrayList<>();

    /** What it has seen: how often the poison was delivered, and how many milliseconds each good message took. */
    public record Seen(List<Integer> attempts, List<Long> latencies) {}

    @Produces
    static Subscription subscription(StumblingService service) {
        return new Subscription(QUEUE, Role.AVAILABILITY, false, 200, Subscription.SERVICE, service);
    }

    @Override
    public Collection<Delivery> handle(List<Delivery> batch) {
        List<Long> took = new ArrayList<>();
        for (Delivery delivery : batch) {
            String body = new String(delivery.body(), StandardCharsets.UTF_8);
            if (body.equals("poison")) {
                attempts.add(delivery.attempt());
                throw new AssertionError("an error, which is worse than an exception");
            }
            took.add(System.currentTimeMillis() - Long.parseLong(body));
        }
        latencies.addAll(took);
        return List.of();
    }

    Seen seen() {
        return new Seen(List.copyOf(attempts), List.copyOf(latencies));
    }

    /** {@code /api/stumbling}. */
    @PermitAll
    @Path("/stumbling")
    public static class Resource {
        @Inject
        StumblingService service;

        @GET
        @jakarta.ws.rs.Produces(MediaType.APPLICATION_JSON)
        public Seen seen() {
            return service.seen();
        }
    }
}
