package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class SmtpSettingsTest {

    @Test
    void withoutAHostNoMailIsSent() {
        assertThat(SmtpSettings.from(settings(Map.of())).isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"starttls, 587, true, false", "TLS, 465, false, true", "none, 25, false, false"})
    void howItIsMadeSafeDecidesThePort(String tls, String port, String isUpgraded, String isEncrypted) {
        SmtpSettings settings = SmtpSettings.from(
                settings(Map.of("smtp.host", "mail", "smtp.from", "sgad@example.org", "smtp.tls", tls)));

        assertThat(settings.properties())
                .containsEntry("mail.smtp.port", port)
                .containsEntry("mail.smtp.starttls.required", isUpgraded)
                .containsEntry("mail.smtp.ssl.enable", isEncrypted)
                .containsEntry("mail.smtp.auth", "false");
    }

    @Test
    void thePasswordIsNotShown() {
        SmtpSettings settings = SmtpSettings.from(settings(Map.of(
                "smtp.host", "mail", "smtp.from", "sgad@example.org", "smtp.user", "sgad", "smtp.password", "s3cret")));

        assertThat(settings.password()).isEqualTo("s3cret");
        assertThat(settings).hasToString("STARTTLS sgad@mail:587 from sgad@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "smtp.from, nobody, SMTP_FROM is 'nobody'",
        "smtp.from, '', SMTP_FROM is not set",
        "smtp.tls, ssl, SMTP_TLS is 'ssl'; allowed: one of STARTTLS",
        "smtp.port, x, SMTP_PORT is 'x'",
        "smtp.user, ana, SMTP_PASSWORD is not set"
    })
    void aWrongValueIsNamed(String key, String value, String message) {
        Map<String, String> values = new java.util.HashMap<>(Map.of("smtp.host", "mail", "smtp.from", "a@b"));
        values.put(key, value);
        assertThatThrownBy(() -> SmtpSettings.from(settings(values)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void anInboxKeepsNinetyDays() {
        assertThat(NotificationSettings.from(settings(Map.of())).kept()).isEqualTo(Duration.ofDays(90));
        assertThatThrownBy(() -> NotificationSettings.from(settings(Map.of("sgad.inbox.days", "0"))))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("SGAD_INBOX_DAYS is '0'");
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }
}
