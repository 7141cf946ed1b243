package org.sgad.notification;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.sgad.event.UserId;
import org.sgad.intake.EventConsumer.Arrived;
import org.sgad.node.Sql;
import org.sgad.node.Turn;

/** Writes inboxes, and the e-mails that go with them; each batch is one transaction, one node at a time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class InboxWriter {
    private static final String TAKE_TURN = "select " + Turn.BOUND + ", pg_advisory_xact_lock(hashtext('sgad.inbox'))";

    private static final String INSERT = """
            insert into inbox_item (event_id, user_id, event_type, critical, facts, created_at)
            select event_id, user_id, event_type, critical, facts, created_at
            from unnest(?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::timestamptz[]) with ordinality
              as notice (event_id, user_id, event_type, critical, facts, created_at, nth)
            order by nth
            on conflict (event_id) do nothing
            returning event_id
            """;

    private static final String FORGET = """
            delete from inbox_item where position in (
              select position from inbox_item where created_at < ?::timestamptz order by created_at limit ?)
            """;

    /** What is older is no news by e-mail: it lay in a queue that was lost, or among the dead letters. */
    private static final Duration NEWS = Duration.ofDays(1);

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    @Inject
    DataSource dataSource;

    @Inject
    PreferenceStore preferences;

    @Inject
    Mailing mailing;

    @Inject
    NotificationSettings settings;

    @Inject
    NotificationMeter meter;

    @Inject
    Clock clock;

    /**
     * Writes an item for each event that concerns a user or everybody, unless there is one or the user has muted it.
     *
     * @return how many are new
     */
    public int write(List<Arrived> events) {
        Instant now = clock.instant();
        List<Notice> notices = events.stream()
                .map(one -> Notice.of(one.event(), one.audience(), now, settings.kept()))
                .flatMap(Optional::stream)
                .toList();
        if (notices.isEmpty()) {
            return 0;
        }
        takeTurn();
        Map<UserId, Preferences> preferred = preferences.of(usersOf(notices));
        List<Notice> wanted =
                notices.stream().filter(notice -> isWanted(notice, preferred)).toList();
        List<String> added = insert(wanted);
        Set<String> untold = new HashSet<>(added);
        mailing.add(
                wanted.stream()
                        .filter(notice -> untold.remove(notice.event().value()))
                        .filter(notice -> notice.at().isAfter(now.minus(NEWS)))
                        .toList(),
                preferred,
                now);
        meter.inboxItems(added.size());
        return added.size();
    }

    private static Collection<UserId> usersOf(List<Notice> notices) {
        return notices.stream().map(Notice::user).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private static boolean isWanted(Notice notice, Map<UserId, Preferences> preferred) {
        return notice.user() == null || !notice.isMutedBy(preferred.getOrDefault(notice.user(), Preferences.DEFAULT));
    }

    private void takeTurn() {
        Sql.query(dataSource, TAKE_TURN, turn -> {}, row -> row.next());
    }

    private List<String> insert(List<Notice> notices) {
        return Sql.list(
                dataSource,
                INSERT,
                insert -> {
                    insert.setArray(
                            1,
                            Sql.texts(insert, notices, notice -> notice.event().value()));
                    insert.setArray(2, Sql.texts(insert, notices, Notice::owner));
                    insert.setArray(
                            3,
                            Sql.texts(insert, notices, notice -> notice.type().value()));
                    insert.setArray(4, Sql.texts(insert, notices, notice -> Boolean.toString(notice.critical())));
                    insert.setArray(
                            5,
                            Sql.texts(insert, notices, notice -> notice.facts().json()));
                    insert.setArray(
                            6, Sql.texts(insert, notices, notice -> notice.at().toString()));
                },
                row -> row.getString(1));
    }

    /**
     * Deletes some of what has been kept long enough.
     *
     * @return whether there may be more
     */
    public boolean forgetOld() {
        Instant before = clock.instant().minus(settings.kept());
        return Sql.update(dataSource, FORGET, forget -> {
                    forget.setString(1, before.toString());
                    forget.setInt(2, FORGOTTEN_AT_ONCE);
                })
                == FORGOTTEN_AT_ONCE;
    }
}
