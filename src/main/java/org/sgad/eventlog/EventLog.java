package org.sgad.eventlog;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.SgadEvent;
import org.sgad.event.Traceparent;
import org.sgad.node.Sql;

/** Writes to the log. An event whose id the log already has is not written again. */
@Stateless
public class EventLog {
    private static final String INSERT = """
            insert into event_log (event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at,
                                   correlation_id, ours, actor, published_at, position)
            select event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at,
                   correlation_id, ?, ?, case when ? then null else clock_timestamp() end, ? + nth
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                        ?::text[])
              with ordinality
              as event (event_id, event_type, subject, exchange, routing_key, body, headers, occurred_at,
                        correlation_id, nth)
            order by nth
            on conflict (event_id) do nothing
            """;

    private static final String KNOWN = "select event_id from event_log where event_id = any(?)";

    private static final Actor OTHER_PUBLISHER = new Actor("broker", null);

    @Inject
    DataSource dataSource;

    @Inject
    Sequencer sequencer;

    @Inject
    Event<EventsAppended> appended;

    /**
     * Appends events in the caller's transaction. Once that is committed they are published, in this order for each
     * subject.
     *
     * @return how many were new
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public int append(Collection<SgadEvent> events, Actor actor) {
        return insert(events, actor, true, null);
    }

    /**
     * As {@link #append(Collection, Actor)}, of many new events, which get their positions at once: to number them later
     * would write every row and its index entries a second time. Nobody else can number until the caller's transaction
     * ends, which is to be soon.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void appendNumbered(Collection<SgadEvent> events, Actor actor) {
        if (events.isEmpty()) {
            return;
        }
        int added = insert(events, actor, true, sequencer.reserve(events.size()));
        if (added != events.size()) {
            throw new IllegalStateException(added + " of " + events.size() + " events are new");
        }
    }

    /** As {@link #append(Collection, Actor)}, of one event. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean append(SgadEvent event, Actor actor) {
        return insert(List.of(event), actor, true, null) == 1;
    }

    /**
     * Records what was seen on the broker: other publishers' events are added as published already, ours are known.
     *
     * @return how many were new
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public int record(Collection<SgadEvent> seen) {
        Set<String> known = known(seen);
        List<SgadEvent> others = seen.stream()
                .filter(event -> !known.contains(event.id().value()))
                .toList();
        return others.isEmpty() ? 0 : insert(others, OTHER_PUBLISHER, false, null);
    }

    /** Most of what is seen is ours: to ask for the ids costs a fraction of an insert that finds out row by row. */
    private Set<String> known(Collection<SgadEvent> seen) {
        return Set.copyOf(Sql.list(
                dataSource,
                KNOWN,
                known -> known.setArray(
                        1, Sql.texts(known, seen, event -> event.id().value())),
                row -> row.getString(1)));
    }

    private int insert(Collection<SgadEvent> events, Actor actor, boolean ours, @Nullable Long after) {
        int added = Sql.update(dataSource, INSERT, insert -> {
            insert.setBoolean(1, ours);
            insert.setString(2, actor.name());
            insert.setBoolean(3, ours);
            insert.setObject(4, after, Types.BIGINT);
            insert.setArray(5, Sql.texts(insert, events, event -> event.id().value()));
            insert.setArray(6, Sql.texts(insert, events, event -> event.type().value()));
            insert.setArray(7, Sql.texts(insert, events, EventLog::subject));
            insert.setArray(8, Sql.texts(insert, events, SgadEvent::exchange));
            insert.setArray(9, Sql.texts(insert, events, SgadEvent::routingKey));
            insert.setArray(10, Sql.texts(insert, events, SgadEvent::body));
            insert.setArray(11, Sql.texts(insert, events, event -> EventJson.write(headers(event, actor))));
            insert.setArray(
                    12, Sql.texts(insert, events, event -> event.occurredAt().toString()));
            insert.setArray(
                    13,
                    Sql.texts(
                            insert,
                            events,
                            event -> event.correlationId() == null ? actor.correlationId() : event.correlationId()));
        });
        if (added > 0) {
            appended.fire(new EventsAppended(added, after != null));
        }
        return added;
    }

    /** Those it has; without a trace of its own it goes on with that of whom it is appended for. */
    private static Map<String, Object> headers(SgadEvent event, Actor actor) {
        Traceparent from = actor.traceparent();
        return from == null || event.headers().containsKey(Traceparent.HEADER)
                ? event.headers()
                : event.with(Traceparent.HEADER, from.toString()).headers();
    }

    private static @Nullable String subject(SgadEvent event) {
        return event.subject() == null ? null : event.subject().value();
    }
}
