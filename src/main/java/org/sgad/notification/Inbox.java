package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.DeliveryReceipts;
import org.sgad.http.Page;
import org.sgad.node.HomeZone;

/** A user's inbox: their items and everybody's, in the order in which they came. */
@ApplicationScoped
public class Inbox {
    private static final int READ_AT_ONCE = 1_000;

    @Inject
    InboxStore store;

    @Inject
    PreferenceStore preferences;

    @Inject
    DeliveryReceipts receipts;

    @Inject
    HomeZone home;

    @Inject
    Clock clock;

    /**
     * A part of an inbox.
     *
     * @param unread how many there are unread, on this page or not
     */
    public record Part(List<InboxItem> items, @Nullable String next, long unread) {}

    Part page(UserId user, InboxCursor after, boolean unreadOnly, int limit) {
        InboxStore.Reader reader = reader(user);
        Page<InboxItem> page = Page.of(
                limit,
                most -> store.page(reader, after, unreadOnly, most).stream()
                        .map(entry -> told(reader, entry))
                        .toList(),
                InboxItem::cursor);
        return new Part(page.items(), page.next(), store.countUnread(reader));
    }

    /** Marks an item as read, at the first time that this is said; nothing where the inbox does not have it. */
    Optional<InboxItem> read(UserId user, EventId event) {
        InboxStore.Reader reader = reader(user);
        if (store.find(reader, event).isEmpty()) {
            return Optional.empty();
        }
        receipts.read(user, List.of(event), clock.instant());
        return store.find(reader, event).map(entry -> told(reader, entry));
    }

    /**
     * Marks all that is unread as read.
     *
     * @return how many were
     */
    int readAll(UserId user) {
        InboxStore.Reader reader = reader(user);
        Instant now = clock.instant();
        int read = 0;
        for (List<EventId> some = store.unread(reader, READ_AT_ONCE);
                !some.isEmpty();
                some = store.unread(reader, READ_AT_ONCE)) {
            receipts.read(user, some, now);
            read += some.size();
        }
        return read;
    }

    long countUnread(UserId user) {
        return store.countUnread(reader(user));
    }

    private InboxStore.Reader reader(UserId user) {
        return new InboxStore.Reader(user, preferences.of(user));
    }

    private InboxItem told(InboxStore.Reader reader, InboxStore.Entry entry) {
        Preferences preferred = reader.preferences();
        Words.Told told =
                Words.in(preferred.language()).tell(entry.type(), entry.facts(), preferred.zone(home.id()), home.id());
        return new InboxItem(
                new InboxCursor(entry.position()).toString(),
                entry.event(),
                entry.type().value(),
                told.title(),
                told.message(),
                entry.createdAt(),
                entry.readAt());
    }
}
