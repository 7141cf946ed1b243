package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/**
 * Tickets: for 30 seconds and once they are as good as the token they were made with, where a browser can send no header.
 * The database has only their hashes; its clock is the one that counts, on whichever node they are made and taken.
 */
@ApplicationScoped
public class Tickets {
    static final Duration LIFE = Duration.ofSeconds(30);

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String SWEEP = "delete from ws_ticket where expires_at < now() - interval '1 minute'";
    private static final String KEEP = "insert into ws_ticket (hash, subject, roles, ends_at, origin, expires_at)"
            + " values (?, ?, ?, ?, ?, now() + make_interval(secs => ?))";
    private static final String TAKE = "delete from ws_ticket where hash = ?"
            + " returning subject, roles, ends_at, origin, expires_at > now() and coalesce(ends_at > now(), true) as lives";

    @Inject
    DataSource source;

    private final SecureRandom random = new SecureRandom();

    /**
     * What a ticket stands for.
     *
     * @param origin the page that asked for it, where one did
     */
    record Admission(Identity identity, @Nullable String origin) {}

    /** A new ticket. */
    String issue(Admission admission) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Sql.update(source, SWEEP, none -> {});
        Sql.update(source, KEEP, insert -> set(insert, ticket, admission));
        return ticket;
    }

    private static void set(PreparedStatement insert, String ticket, Admission admission) throws SQLException {
        Instant end = admission.identity().endsAt();
        insert.setBytes(1, hash(ticket));
        insert.setString(2, admission.identity().user().value());
        insert.setArray(3, Sql.texts(insert, admission.identity().roles(), CallerRole::title));
        insert.setTimestamp(4, end == null ? null : Timestamp.from(end));
        insert.setString(5, admission.origin());
        insert.setInt(6, (int) LIFE.toSeconds());
    }

    /** Takes a ticket, which is gone then; nothing where it was gone already, has ended, or never was one. */
    Optional<Admission> take(String ticket) {
        if (!FORM.matcher(ticket).matches()) {
            return Optional.empty();
        }
        return Sql.query(source, TAKE, delete -> delete.setBytes(1, hash(ticket)), Tickets::read);
    }

    private static Optional<Admission> read(ResultSet row) throws SQLException {
        if (!row.next() || !row.getBoolean("lives")) {
            return Optional.empty();
        }
        String[] roles = (String[]) row.getArray("roles").getArray();
        Identity identity = new Identity(
                new UserId(row.getString("subject")),
                CallerRole.among(Arrays.asList(roles)),
                Sql.instant(row, "ends_at"));
        return Optional.of(new Admission(identity, row.getString("origin")));
    }

    private static byte[] hash(String ticket) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
