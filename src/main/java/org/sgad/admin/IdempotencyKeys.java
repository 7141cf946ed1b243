package org.sgad.admin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;
import org.sgad.node.DatabaseFailure;

/**
 * The header {@code Idempotency-Key}: a caller's repeated request gets the first one's answer and does nothing. A second
 * request waits while the first is under way. Keys are kept for a day.
 */
@ApplicationScoped
public class IdempotencyKeys {
    private static final String CLAIM =
            "insert into idempotency_key (caller, key, fingerprint) values (?, ?, ?) on conflict do nothing";
    private static final String FIND =
            "select fingerprint, status, reply from idempotency_key where caller = ? and key = ?";
    private static final String KEEP = "update idempotency_key set status = ?, reply = ? where caller = ? and key = ?";
    private static final String FORGET = "delete from idempotency_key where created_at < now() - interval '1 day'";

    /** A request that may come again. */
    record Request(String caller, String key, String request, JsonNode body) {
        Request {
            if (!key.matches("[\\x21-\\x7e]{1,200}")) {
                throw new InvalidFields("Idempotency-Key", key, "must be 1 to 200 visible ASCII characters");
            }
        }

        String fingerprint() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest((request + '\n' + EventJson.write(body)).getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }

    @Inject
    DataSource dataSource;

    /** Does the work in the caller's transaction, or finds the answer that the same request got before. */
    @Transactional(Transactional.TxType.MANDATORY)
    Reply once(Request request, Supplier<Reply> work) {
        // one connection at a time: the work takes its own
        if (!claim(request)) {
            return kept(request);
        }
        Reply reply = work.get();
        keep(request, reply);
        return reply;
    }

    private boolean claim(Request request) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, request.caller());
            claim.setString(2, request.key());
            claim.setString(3, request.fingerprint());
            return claim.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private Reply kept(Request request) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, request.caller());
            find.setString(2, request.key());
            try (ResultSet row = find.executeQuery()) {
                if (!row.next() || !row.getString("fingerprint").equals(request.fingerprint())) {
                    throw new InvalidFields(
                            "Idempotency-Key",
                            request.key(),
                            "was used for another request; a new request needs a new key");
                }
                return new Reply(row.getInt("status"), row.getString("reply"), true);
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private void keep(Request request, Reply reply) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setInt(1, reply.status());
            keep.setString(2, reply.json());
            keep.setString(3, request.caller());
            keep.setString(4, request.key());
            keep.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Forgets the keys that are older than a day. */
    @Transactional
    public void forgetOld() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }
}
