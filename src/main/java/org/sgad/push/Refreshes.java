package org.sgad.push;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;
import org.sgad.security.Identity;
import org.sgad.security.Refusals;
import org.sgad.security.Refused;
import org.sgad.security.Tokens;

/** Lets a session live on with a new token. Checked on threads of its own, as the issuer's keys may have to be fetched. */
@ApplicationScoped
public class Refreshes {
    private static final Logger LOG = Logger.getLogger(Refreshes.class.getName());
    private static final int THREADS = 2;

    private final Set<UserSession> underWay = ConcurrentHashMap.newKeySet();
    private ExecutorService executor;

    private record Refreshed(String type, @Nullable Instant endsAt) {}

    @Inject
    Tokens tokens;

    @Inject
    Refusals refusals;

    @Inject
    Closer closer;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        executor = Workers.of(THREADS, threads);
    }

    /**
     * Checks the token soon: the session gets a later end and is told so, or is closed.
     *
     * <p>While one is being checked, another changes nothing: the answer to the first is the answer to both.
     *
     * @throws InvalidFields where the message brings no token
     */
    void begin(UserSession session, JsonNode token) {
        if (!token.isTextual()) {
            throw new InvalidFields("token", null, "must be a text");
        }
        if (underWay.add(session)) {
            executor.execute(() -> refresh(session, token.textValue()));
        }
    }

    private void refresh(UserSession session, String token) {
        try {
            renew(session, tokens.verify(token));
        } catch (Refused e) {
            refuse(session, e);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a token of " + session.user() + " could not be checked", e);
            closer.close(session, CloseCodes.TOKEN_ENDED);
        } finally {
            underWay.remove(session);
        }
    }

    private void renew(UserSession session, Identity identity) {
        Identity before = session.follower();
        if (before != null && !before.user().equals(identity.user())) {
            closer.close(session, CloseCodes.badToken("the token is another user's"));
        } else if (before != null && !identity.mayFollow(session.user())) {
            closer.close(session, CloseCodes.NOT_ALLOWED);
        } else {
            session.belongTo(identity);
            answer(session, identity);
        }
    }

    /** What is not the token's fault leaves the session as it is, which its unchanged end tells. */
    private void refuse(UserSession session, Refused refused) {
        if (refused.refusal().isPassing()) {
            answer(session, session.follower());
        } else {
            refusals.note(
                    refused.refusal(),
                    "a refresh of " + session.user(),
                    session.about().remoteAddress());
            closer.close(session, CloseCodes.badToken(refused.refusal().detail()));
        }
    }

    private void answer(UserSession session, @Nullable Identity identity) {
        Instant end = identity == null ? null : identity.endsAt();
        if (!session.answer(EventJson.write(new Refreshed("refreshed", end)))) {
            closer.closeSlow(session);
        }
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
