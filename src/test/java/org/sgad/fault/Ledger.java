package org.sgad.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgad.devservices.DevServices;
import org.sgad.eventlog.Cursor;

/** What was committed, read from the log's table, to be compared with what clients saw. */
final class Ledger {
    private static final String ENTRIES = """
            select event_id, coalesce(position, 0), event_type, subject, ours, recorded_at, published_at is not null
            from event_log order by position nulls last
            """;

    private static final String BROADCAST = "notification";

    /** An event of the log; its position is 0 as long as it has none. */
    record Entry(
            String eventId,
            long position,
            String type,
            @Nullable String subject,
            boolean ours,
            Instant recordedAt,
            boolean isPublished) {

        boolean isBroadcast() {
            return subject == null && type.equals(BROADCAST);
        }
    }

    /**
     * The log against what clients saw.
     *
     * @param committed how many of the log's events are for any of the clients
     * @param expected how many sights that makes, as a broadcast is for all
     * @param missing what was committed for a client since its first welcome, and is not visible
     * @param unexpected what is visible without being in the log for that client
     * @param disordered how often an event of ours came after one of a later position, for one subject
     * @param unpublished how many events are not numbered or not published yet
     * @param examples some of what is wrong
     */
    record Verdict(
            int committed,
            int expected,
            int seen,
            int replayed,
            int duplicates,
            int missing,
            int unexpected,
            int disordered,
            int unpublished,
            List<String> examples) {

        boolean isComplete() {
            return missing == 0 && unpublished == 0;
        }

        boolean isKept() {
            return isComplete() && unexpected == 0 && disordered == 0;
        }
    }

    private final List<Entry> entries;
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<String, List<Entry>> bySubject = new HashMap<>();
    private final List<Entry> broadcasts = new ArrayList<>();

    private Ledger(List<Entry> entries) {
        this.entries = entries;
        for (Entry entry : entries) {
            byId.put(entry.eventId(), entry);
            if (entry.subject() != null) {
                bySubject
                        .computeIfAbsent(entry.subject(), subject -> new ArrayList<>())
                        .add(entry);
            } else if (entry.isBroadcast()) {
                broadcasts.add(entry);
            }
        }
    }

    /** The log as it is now. */
    static Ledger read() {
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(ENTRIES)) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getBoolean(5),
                        rows.getTimestamp(6).toInstant(),
                        rows.getBoolean(7)));
            }
            return new Ledger(entries);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Entry> entries() {
        return entries;
    }

    Set<String> ids() {
        return byId.keySet();
    }

    boolean holds(Collection<String> eventIds) {
        return byId.keySet().containsAll(eventIds);
    }

    /** The anti-join of the log with what these clients saw. */
    Verdict against(Collection<RecoveringClient> clients) {
        Comparison comparison = new Comparison();
        clients.forEach(comparison::compare);
        return comparison.verdict();
    }

    private final class Comparison {
        private final Set<String> committed = new HashSet<>();
        private final List<String> examples = new ArrayList<>();
        private int expected;
        private int seen;
        private int replayed;
        private int duplicates;
        private int missing;
        private int unexpected;
        private int disordered;

        void compare(RecoveringClient client) {
            List<RecoveringClient.Sight> sights = client.sights();
            Set<String> ids = new HashSet<>();
            long latest = 0;
            for (RecoveringClient.Sight sight : sights) {
                ids.add(sight.eventId());
                Entry entry = byId.get(sight.eventId());
                if (entry == null || !isFor(entry, client)) {
                    unexpected++;
                    tell(client, sight.eventId(), "is not in the log for it");
                } else if (entry.ours() && entry.subject() != null) {
                    if (entry.position() < latest) {
                        disordered++;
                        tell(client, sight.eventId(), "came after a later one");
                    }
                    latest = Math.max(latest, entry.position());
                }
            }
            seen += ids.size();
            replayed += (int)
                    sights.stream().filter(RecoveringClient.Sight::replayed).count();
            duplicates += client.duplicates();
            findMissing(client, ids);
        }

        private void findMissing(RecoveringClient client, Set<String> ids) {
            long since = since(client);
            Stream.concat(bySubject.getOrDefault(client.user(), List.of()).stream(), broadcasts.stream())
                    .filter(entry -> entry.position() == 0 || entry.position() > since)
                    .forEach(entry -> {
                        committed.add(entry.eventId());
                        expected++;
                        if (!ids.contains(entry.eventId())) {
                            missing++;
                            tell(client, entry.eventId(), "is missing: " + entry);
                        }
                    });
        }

        private void tell(RecoveringClient client, String eventId, String what) {
            if (examples.size() < 10) {
                examples.add(client.user() + ": " + eventId + " " + what);
            }
        }

        Verdict verdict() {
            int unpublished = (int) entries.stream()
                    .filter(entry -> entry.position() == 0 || !entry.isPublished())
                    .count();
            return new Verdict(
                    committed.size(),
                    expected,
                    seen,
                    replayed,
                    duplicates,
                    missing,
                    unexpected,
                    disordered,
                    unpublished,
                    examples);
        }
    }

    private static boolean isFor(Entry entry, RecoveringClient client) {
        return entry.isBroadcast() || client.user().equals(entry.subject());
    }

    private static long since(RecoveringClient client) {
        String cursor = client.welcomed().getNow(null);
        return cursor == null || cursor.isEmpty()
                ? 0
                : Cursor.parse("cursor", cursor).position();
    }
}
