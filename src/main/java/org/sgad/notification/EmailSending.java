package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;

/** Sends what is due in the outbox; on one thread of each node that sends. */
@ApplicationScoped
public class EmailSending {
    private static final Logger LOG = Logger.getLogger(EmailSending.class.getName());
    private static final int BATCH = 20;

    /** Leaves an e-mail that is begun as much time again until others may take it. */
    private static final Duration SENDING = EmailOutbox.LEASE.dividedBy(2);

    @Inject
    EmailOutbox outbox;

    @Inject
    Mailer mailer;

    @Inject
    NotificationMeter meter;

    @Inject
    Clock clock;

    private volatile boolean stopping;

    /**
     * Sends until nothing is due.
     *
     * @throws MessagingException where the mail server cannot be spoken to; what was to be sent waits for its next time
     */
    void send() throws MessagingException {
        while (!stopping && sendSome()) {}
    }

    /** Lets the running batch be the last. */
    void stop() {
        stopping = true;
    }

    private boolean sendSome() throws MessagingException {
        long begun = System.nanoTime();
        List<Email> claimed = outbox.claim(BATCH);
        List<Email> ready = claimed.stream().filter(this::isWanted).toList();
        if (!ready.isEmpty()) {
            send(ready, begun);
        }
        return claimed.size() == BATCH;
    }

    private boolean isWanted(Email email) {
        QuietHours quiet = email.preferences().quietHours();
        Instant now = clock.instant();
        if (email.preferences().email() == null) {
            outbox.markFailed(email, "the user has taken back the address", true);
            return false;
        }
        if (email.isMuted()) {
            outbox.markFailed(email, "the user has muted its type", true);
            return false;
        }
        if (quiet != null && email.isHeldAt(now)) {
            outbox.hold(email, quiet.endAfter(now));
            return false;
        }
        return true;
    }

    private void send(List<Email> emails, long begun) throws MessagingException {
        int settled = 0;
        try (Mailer.Connection server = mailer.connect()) {
            for (Email email : emails) {
                if (System.nanoTime() - begun > SENDING.toNanos()) {
                    outbox.hold(email, clock.instant());
                } else {
                    send(email, server);
                }
                settled++;
            }
        } catch (MessagingException e) {
            if (settled == emails.size()) {
                return; // all is sent; only the farewell failed
            }
            emails.subList(settled, emails.size()).forEach(email -> fail(email, e, false));
            throw e;
        }
    }

    private void send(Email email, Mailer.Connection server) throws MessagingException {
        EmailAddress to = email.preferences().email();
        if (to == null) {
            return;
        }
        try {
            server.send(email, to);
        } catch (SendFailedException e) {
            fail(email, e, isRefusedForGood(e));
            return;
        }
        outbox.markSent(email);
        meter.emailsSent(1);
    }

    /** The server's own words tell: replies of the class 5 are final. */
    private static boolean isRefusedForGood(SendFailedException refusal) {
        for (Exception cause = refusal; cause instanceof MessagingException next; cause = next.getNextException()) {
            String said = cause.getMessage();
            if (said != null && said.matches("(?s)5\\d\\d[ -].*")) {
                return true;
            }
        }
        return false;
    }

    private void fail(Email email, MessagingException failure, boolean isHopeless) {
        String reason = Loop.summary(failure);
        outbox.markFailed(email, reason, isHopeless);
        meter.emailsFailed(1);
        LOG.log(Level.FINE, "e-mail of event {0} was not sent: {1}", new Object[] {email.event(), reason});
    }
}
