package org.sgad.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;
import org.sgad.http.Problem;
import org.sgad.notification.DeliverAt;
import org.sgad.notification.Schedule;

/** Appends what was sent over HTTP to the log, each request in one transaction with its idempotency key. */
@ApplicationScoped
public class Publishing {
    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;

    @Inject
    EventForms forms;

    @Inject
    EventLog log;

    @Inject
    IdempotencyKeys keys;

    @Inject
    Schedule schedule;

    @Inject
    Clock clock;

    @Transactional
    public Reply custom(ObjectNode form, Actor actor, @Nullable String key) {
        return once("POST /events", form, actor, key, () -> accept(forms.custom(form), actor));
    }

    @Transactional
    public Reply typed(EventType type, ObjectNode fields, Actor actor, @Nullable String key) {
        return once(
                "POST /events/" + type,
                fields,
                actor,
                key,
                () -> type.equals(EventType.NOTIFICATION)
                        ? notification(fields, actor)
                        : accept(forms.typed(type, fields), actor));
    }

    /** Sends a notification now, or has it go out at its {@code deliver_at}. */
    private Reply notification(ObjectNode form, Actor actor) {
        Optional<Instant> later = DeliverAt.read(form.path(DeliverAt.FIELD), clock.instant());
        ObjectNode fields = form.deepCopy();
        fields.remove(DeliverAt.FIELD);
        SgadEvent event = forms.typed(EventType.NOTIFICATION, fields);
        if (later.isEmpty()) {
            return accept(event, actor);
        }
        schedule.add(event.id(), later.get(), fields, actor);
        return new Reply(ACCEPTED, EventJson.write(accepted(event)), false);
    }

    @Transactional
    public Reply batch(ArrayNode all, Actor actor, @Nullable String key) {
        return once("POST /events/batch", all, actor, key, () -> acceptEach(all, actor));
    }

    private Reply once(String request, JsonNode body, Actor actor, @Nullable String key, Supplier<Reply> work) {
        return key == null
                ? work.get()
                : keys.once(new IdempotencyKeys.Request(actor.name(), key, request, body), work);
    }

    private Reply accept(SgadEvent event, Actor actor) {
        log.append(event, actor);
        return new Reply(ACCEPTED, EventJson.write(accepted(event)), false);
    }

    private Reply acceptEach(ArrayNode all, Actor actor) {
        List<ObjectNode> results = new ArrayList<>(all.size());
        List<SgadEvent> events = new ArrayList<>(all.size());
        for (JsonNode form : all) {
            try {
                if (!(form instanceof ObjectNode fields)) {
                    throw new InvalidFields("event", form, "must be a JSON object");
                }
                SgadEvent event = forms.custom(fields);
                events.add(event);
                results.add(accepted(event));
            } catch (InvalidFields e) {
                results.add(EventJson.object().set("error", EventJson.MAPPER.valueToTree(Problem.of(e))));
            }
        }
        log.append(events, actor);
        return new Reply(MULTI_STATUS, EventJson.write(results), false);
    }

    private static ObjectNode accepted(SgadEvent event) {
        return EventJson.object().put("event_id", event.id().value());
    }
}
