package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** Reads what is in the inboxes. */
@ApplicationScoped
public class InboxStore {
    // a user sees what is theirs, and what is everybody's unless they mute it
    private static final String VISIBLE = """
            item.user_id = box.user_id and (box.user_id <> '*' or item.critical or not ?)
            """;
    private static final String BOXES = "from unnest(array[?, '*']) as box (user_id)\n";
    private static final String RECEIPT =
            "left join delivery_receipt receipt on receipt.event_id = item.event_id and receipt.user_id = ?\n";

    // each box by its index, in order, no further than the limit
    private static final String PAGE = """
            select found.* %s cross join lateral (
              select item.*, receipt.read_at from inbox_item item %s
              where %s and item.position > ? and (receipt.read_at is null or not ?)
              order by item.position limit ?) found
            order by found.position limit ?
            """.formatted(BOXES, RECEIPT, VISIBLE);

    private static final String FIND = """
            select item.*, receipt.read_at %s join inbox_item item on %s %s where item.event_id = ?
            """.formatted(BOXES, VISIBLE, RECEIPT);

    private static final String COUNT_UNREAD = """
            select count(*) %s join inbox_item item on %s
            where not exists (
              select from delivery_receipt receipt
              where receipt.event_id = item.event_id and receipt.user_id = ? and receipt.read_at is not null)
            """.formatted(BOXES, VISIBLE);

    @Inject
    DataSource dataSource;

    /** Who reads, and how. */
    record Reader(UserId user, Preferences preferences) {
        private boolean mutesBroadcasts() {
            return preferences.mutedTypes().include(EventType.NOTIFICATION);
        }
    }

    /** An item as it is kept. */
    record Entry(
            long position,
            String event,
            EventType type,
            Facts facts,
            Instant createdAt,
            @Nullable Instant readAt) {}

    List<Entry> page(Reader reader, InboxCursor after, boolean unreadOnly, int limit) {
        return Sql.list(
                dataSource,
                PAGE,
                page -> {
                    page.setString(1, reader.user().value());
                    page.setString(2, reader.user().value());
                    page.setBoolean(3, reader.mutesBroadcasts());
                    page.setLong(4, after.position());
                    page.setBoolean(5, unreadOnly);
                    page.setInt(6, limit);
                    page.setInt(7, limit);
                },
                InboxStore::entry);
    }

    Optional<Entry> find(Reader reader, EventId event) {
        return Sql.list(
                        dataSource,
                        FIND,
                        find -> {
                            setReader(find, reader);
                            find.setString(4, event.value());
                        },
                        InboxStore::entry)
                .stream()
                .findFirst();
    }

    /** The first of what is unread. */
    List<EventId> unread(Reader reader, int limit) {
        return page(reader, InboxCursor.START, true, limit).stream()
                .map(entry -> new EventId(entry.event()))
                .toList();
    }

    long countUnread(Reader reader) {
        return Sql.list(dataSource, COUNT_UNREAD, count -> setReader(count, reader), row -> row.getLong(1))
                .get(0);
    }

    private static void setReader(PreparedStatement statement, Reader reader) throws SQLException {
        statement.setString(1, reader.user().value());
        statement.setBoolean(2, reader.mutesBroadcasts());
        statement.setString(3, reader.user().value());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("position"),
                row.getString("event_id"),
                new EventType(row.getString("event_type")),
                Facts.parse(row.getString("facts")),
                row.getTimestamp("created_at").toInstant(),
                Sql.instant(row, "read_at"));
    }
}
