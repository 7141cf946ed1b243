package org.sgad.notification;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * The mail server.
 *
 * @param host null where no e-mail is sent
 * @param user null where the server asks for nobody
 */
record SmtpSettings(
        @Nullable String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        EmailAddress from,
        Tls tls) implements ComponentSettings {
    private static final EmailAddress NOBODY = new EmailAddress("sgad@localhost");
    private static final String CONNECT_MILLIS = "5000";
    private static final String ANSWER_MILLIS = "10000";

    /** How the connection is made safe. */
    enum Tls {
        /** A plain connection that must become an encrypted one. */
        STARTTLS(587),
        /** Encrypted from the start. */
        TLS(465),
        /** Not at all. */
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }
    }

    static SmtpSettings from(Settings settings) {
        Tls tls = settings.choice("smtp.tls", Tls.class, Tls.STARTTLS);
        String host = settings.text("smtp.host").orElse(null);
        String user = settings.text("smtp.user").orElse(null);
        String password = settings.text("smtp.password").orElse(null);
        String fromAllowed = "the e-mail address that mails come from, as SMTP_HOST is set";
        EmailAddress from =
                settings.parsed("smtp.from", fromAllowed, EmailAddress::new).orElse(NOBODY);
        if (host != null && settings.text("smtp.from").isEmpty()) {
            throw settings.invalid("smtp.from", fromAllowed);
        }
        if (user != null && password == null) {
            throw settings.invalid("smtp.password", "the password of SMTP_USER");
        }
        return new SmtpSettings(host, settings.port("smtp.port", tls.port), user, password, from, tls);
    }

    boolean isOn() {
        return host != null;
    }

    /** As Jakarta Mail takes them: never longer than some seconds at a server that says nothing. */
    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", String.valueOf(host));
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.auth", Boolean.toString(user != null));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.TLS));
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
        properties.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host == null ? "no mail server" : tls + " " + user + "@" + host + ":" + port + " from " + from;
    }
}
