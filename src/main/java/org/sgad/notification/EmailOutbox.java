package org.sgad.notification;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.node.Loop.Backoff;
import org.sgad.node.Sql;

/** E-mails on their way out. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EmailOutbox {
    private static final String CLAIM = """
            with due as (
              select event_id, user_id from email
              where sent_at is null and given_up_at is null and due_at <= ?::timestamptz
              order by due_at limit ? for update skip locked),
            claimed as (
              update email set attempts = attempts + 1, due_at = ?::timestamptz
              from due where email.event_id = due.event_id and email.user_id = due.user_id
              returning email.event_id, email.user_id, email.attempts)
            select claimed.*, item.event_type, item.facts, item.critical, language, quiet_from, quiet_to, quiet_zone,
                   muted_types, preference.email
            from claimed join inbox_item item on item.event_id = claimed.event_id
            left join notification_preference preference on preference.user_id = claimed.user_id
            """;

    private static final String SENT =
            "update email set sent_at = ?::timestamptz, last_error = null where event_id = ? and user_id = ?";
    private static final String HOLD =
            "update email set due_at = ?::timestamptz, attempts = attempts - 1 where event_id = ? and user_id = ?";
    private static final String RETRY =
            "update email set due_at = ?::timestamptz, last_error = ? where event_id = ? and user_id = ?";
    private static final String GIVE_UP =
            "update email set given_up_at = ?::timestamptz, last_error = ? where event_id = ? and user_id = ?";
    private static final String COUNT = "select count(*) from email where sent_at is null and given_up_at is null";

    /** A node that was killed over a batch leaves it to others then; one that is slow stops sending it well before. */
    static final Duration LEASE = Duration.ofMinutes(10);

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(20), Duration.ofHours(1));

    /** With the back-off above about a day. */
    static final int MOST_ATTEMPTS = 36;

    private static final int MAX_ERROR = 500;

    @Inject
    DataSource dataSource;

    @Inject
    Clock clock;

    /** Takes some of what is due; nobody else gets them for ten minutes. */
    public List<Email> claim(int limit) {
        Instant now = clock.instant();
        return Sql.list(
                dataSource,
                CLAIM,
                claim -> {
                    claim.setString(1, now.toString());
                    claim.setInt(2, limit);
                    claim.setString(3, now.plus(LEASE).toString());
                },
                EmailOutbox::email);
    }

    public void markSent(Email email) {
        Sql.update(dataSource, SENT, sent -> {
            sent.setString(1, clock.instant().toString());
            sent.setString(2, email.event().value());
            sent.setString(3, email.user().value());
        });
    }

    /** Has one wait that was not tried. */
    public void hold(Email email, Instant until) {
        Sql.update(dataSource, HOLD, hold -> {
            hold.setString(1, until.toString());
            hold.setString(2, email.event().value());
            hold.setString(3, email.user().value());
        });
    }

    /** Notes why one was not sent; it is tried again after a back-off, unless it was tried too often or is hopeless. */
    public void markFailed(Email email, String reason, boolean isHopeless) {
        boolean last = isHopeless || email.attempt() >= MOST_ATTEMPTS;
        Instant now = clock.instant();
        Instant next = now.plus(BACKOFF.delay(email.attempt()));
        Sql.update(dataSource, last ? GIVE_UP : RETRY, mark -> {
            mark.setString(1, (last ? now : next).toString());
            mark.setString(2, reason.substring(0, Math.min(MAX_ERROR, reason.length())));
            mark.setString(3, email.event().value());
            mark.setString(4, email.user().value());
        });
    }

    /** How many wait. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count() {
        return Sql.list(dataSource, COUNT, count -> {}, row -> row.getLong(1)).get(0);
    }

    private static Email email(ResultSet row) throws SQLException {
        return new Email(
                new EventId(row.getString("event_id")),
                new UserId(row.getString("user_id")),
                new EventType(row.getString("event_type")),
                Facts.parse(row.getString("facts")),
                row.getBoolean("critical"),
                PreferenceStore.preferences(row),
                row.getInt("attempts"));
    }
}
