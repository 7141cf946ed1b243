package org.sgad.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sgad.event.Actor;
import org.sgad.event.Audience;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.Audit;
import org.sgad.eventlog.EventLog;
import org.sgad.node.Turn;

/**
 * Notifications that go out later, once in the cluster: what is due is deleted here and appended to the log in one
 * transaction, so that a node killed in between has done neither.
 */
@Stateless
public class Schedule {
    private static final int BATCH = 100;
    private static final EventType CANCELLED = new EventType("audit.notification.cancelled");
    private static final EventSchema SCHEMA =
            EventSchema.of(EventType.NOTIFICATION).orElseThrow();

    @Inject
    DataSource dataSource;

    @Inject
    ScheduleStore store;

    @Inject
    EventLog log;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /**
     * Has a notification go out at a time, in the caller's transaction; nothing changes where one with its id waits already.
     *
     * @param fields valid ones of a notification
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void add(EventId event, Instant deliverAt, ObjectNode fields, Actor actor) {
        store.add(event, deliverAt, fields, actor, clock.instant());
    }

    /**
     * Has one that waits not go out; waits for it where it is going out this moment.
     *
     * @return false where none of that id waits
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public boolean cancel(EventId event, Actor actor) {
        boolean isCancelled = store.cancel(event);
        if (isCancelled) {
            audit.append(CANCELLED, EventJson.object().put("notification_id", event.value()), actor);
        }
        return isCancelled;
    }

    /**
     * Sends some of what is due.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean sendDue() {
        Turn.bound(dataSource);
        List<ScheduledNotification> due = store.takeDue(clock.instant(), BATCH);
        due.forEach(one -> log.append(event(one), one.behind()));
        return due.size() == BATCH;
    }

    private SgadEvent event(ScheduledNotification scheduled) {
        // completed now: a time that was left out is that of going out
        ObjectNode fields = SCHEMA.complete(fields(scheduled.fields()), clock);
        Audience audience =
                Audience.of(EventType.NOTIFICATION, "", fields.path("user_id").textValue(), null);
        return new SgadEvent(
                scheduled.eventId(),
                EventType.NOTIFICATION,
                audience.subject().orElse(null),
                SCHEMA.exchange().exchangeName(),
                EventSchema.routingKey(EventType.NOTIFICATION, fields),
                EventJson.body(EventType.NOTIFICATION, scheduled.eventId(), fields),
                Map.of(),
                clock.instant());
    }

    private static ObjectNode fields(String json) {
        try {
            return EventJson.MAPPER.readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the fields of a notification are no JSON object", e);
        }
    }
}
