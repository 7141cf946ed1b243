package org.sgad.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sgad.http.Problem;
import org.sgad.node.Settings;

/** How much each caller may ask of this node; nobody is limited where nobody is known. */
@ApplicationScoped
public class CallerLimits {
    private static final int TICKETS_A_SECOND = 2;
    private static final int TICKETS_AT_ONCE = 60;

    @Inject
    AuthSettings auth;

    @Inject
    LimitSettings settings;

    @Inject
    AccessMeter meter;

    private @Nullable RateLimiter publishing;
    private @Nullable RateLimiter tickets;

    @Produces
    @Singleton
    static LimitSettings settings(Settings settings) {
        return LimitSettings.from(settings);
    }

    @PostConstruct
    void begin() {
        if (!auth.isOpen()) {
            settings.publishRate().ifPresent(rate -> publishing = new RateLimiter(rate, settings.publishBurst()));
            tickets = new RateLimiter(TICKETS_A_SECOND, TICKETS_AT_ONCE);
        }
    }

    /**
     * To be called before so many events are published.
     *
     * @throws org.sgad.http.ProblemException 429 where the caller is too fast
     */
    public void publish(Caller caller, int events) {
        take(publishing, caller, events);
    }

    void ticket(Caller caller) {
        take(tickets, caller, 1);
    }

    private void take(@Nullable RateLimiter limiter, Caller caller, int amount) {
        if (limiter != null) {
            limiter.take(caller.identity().user(), amount, System.nanoTime()).ifPresent(this::refuse);
        }
    }

    private void refuse(Duration wait) {
        meter.throttled();
        long seconds = wait.plusMillis(999).toSeconds();
        throw Problem.of(
                        Response.Status.TOO_MANY_REQUESTS,
                        "You are faster than one caller may be; try again in " + seconds + " s.")
                .exceptionAfter(Duration.ofSeconds(seconds));
    }
}
