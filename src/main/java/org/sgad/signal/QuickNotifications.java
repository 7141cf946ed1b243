package org.sgad.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;

/** Sends quick notifications to all nodes, and hands out here what came from any. */
@ApplicationScoped
public class QuickNotifications {
    @Inject
    Redis redis;

    @Inject
    Event<QuickNotification> arrived;

    @Inject
    Clock clock;

    /** @throws RedisAway where it cannot be sent; nobody gets it later */
    void send(QuickNotification notification) {
        redis.publish(Channel.QUICK, notification.event().text());
    }

    void hear(@Observes Signal signal) {
        if (signal.channel() == Channel.QUICK) {
            arrived.fire(QuickNotification.read(signal.text(), clock));
        }
    }
}
