package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.sgad.node.HomeZone;

/** Sends e-mails to the mail server, several over one connection. */
@ApplicationScoped
public class Mailer {
    @Inject
    SmtpSettings settings;

    @Inject
    HomeZone home;

    @Inject
    Clock clock;

    /** A connection to the mail server; of one thread. */
    interface Connection extends AutoCloseable {
        /** Returns when the server has taken it. */
        void send(Email email, EmailAddress to) throws MessagingException;

        @Override
        void close() throws MessagingException;
    }

    Connection connect() throws MessagingException {
        Session session = Session.getInstance(settings.properties());
        Transport transport = session.getTransport();
        transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
        return new Connection() {
            @Override
            public void send(Email email, EmailAddress to) throws MessagingException {
                MimeMessage message = message(session, email, to);
                try {
                    transport.sendMessage(message, message.getAllRecipients());
                } catch (IllegalStateException e) {
                    throw new MessagingException("the mail server has ended the connection", e);
                }
            }

            @Override
            public void close() throws MessagingException {
                transport.close();
            }
        };
    }

    private MimeMessage message(Session session, Email email, EmailAddress to) throws MessagingException {
        Preferences preferred = email.preferences();
        Words.Told told =
                Words.in(preferred.language()).tell(email.type(), email.facts(), preferred.zone(home.id()), home.id());
        String utf8 = StandardCharsets.UTF_8.name();
        MimeMessage message =
                new Marked(session, email.messageId(settings.from().domain()));
        message.setFrom(new InternetAddress(settings.from().value()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value()));
        // a line break would begin another header
        message.setSubject(told.title().replaceAll("\\R", " "), utf8);
        message.setText(told.message() + "\n", utf8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Keeps the id it is given. */
    private static final class Marked extends MimeMessage {
        private final String id;

        Marked(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
