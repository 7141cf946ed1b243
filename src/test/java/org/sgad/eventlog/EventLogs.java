package org.sgad.eventlog;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** Event logs outside a container. */
@SuppressWarnings("UnnecessaryAssignment") // injected by hand, as there is no container
public final class EventLogs {
    private EventLogs() {}

    /** A log that tells nobody what is appended; its transactions are those of the data source. */
    public static EventLog over(DataSource dataSource) {
        EventLog log = new EventLog();
        log.dataSource = dataSource;
        log.sequencer = sequencer(dataSource);
        log.appended = new Unheard<>();
        return log;
    }

    /** What is in such a log and not on the broker; each statement is a transaction where the data source has none. */
    public static Outbox outbox(DataSource dataSource) {
        Outbox outbox = new Outbox();
        outbox.dataSource = dataSource;
        return outbox;
    }

    /** Who numbers such a log, on a node with every role. */
    public static Sequencer sequencer(DataSource dataSource) {
        Sequencer sequencer = new Sequencer();
        sequencer.dataSource = dataSource;
        sequencer.roles = new Roles(EnumSet.allOf(Role.class));
        return sequencer;
    }

    /** Who reads such a log to pass it on. */
    public static LogTail tail(DataSource dataSource) {
        LogTail tail = new LogTail();
        tail.dataSource = dataSource;
        return tail;
    }

    /** An audit over such a log. */
    public static Audit audit(EventLog log, Clock clock) {
        Audit audit = new Audit();
        audit.log = log;
        audit.clock = clock;
        return audit;
    }

    /** What is fired here nobody observes. */
    public static <T> Event<T> unheard() {
        return new Unheard<>();
    }

    private static final class Unheard<T> implements Event<T> {
        @Override
        public void fire(T event) {}

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event) {
            return CompletableFuture.completedFuture(event);
        }

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            return CompletableFuture.completedFuture(event);
        }

        @Override
        public Event<T> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            return new Unheard<>();
        }

        @Override
        public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            return new Unheard<>();
        }
    }
}
