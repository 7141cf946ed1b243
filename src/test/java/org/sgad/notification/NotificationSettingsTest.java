package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgad.node.InvalidSetting;
import org.sgad.node.Settings;

class NotificationSettingsTest {
    @Test
    void anInboxKeepsNinetyDaysUnlessSaidOtherwise() {
        assertThat(from(Map.of()).kept()).isEqualTo(Duration.ofDays(90));
        assertThat(from(Map.of("sgad.inbox.days", "7")).kept()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void anInboxKeepsNothingOfWhichTheLogHasForgottenWhoReadIt() {
        assertThat(from(Map.of("sgad.log.retention.months", "4")).kept()).isEqualTo(Duration.ofDays(90));
        assertThat(from(Map.of("sgad.log.retention.months", "1", "sgad.inbox.days", "28"))
                        .kept())
                .isEqualTo(Duration.ofDays(28));
        assertThatThrownBy(() -> from(Map.of("sgad.log.retention.months", "1", "sgad.inbox.days", "29")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("SGAD_INBOX_DAYS is '29'; allowed: 1 to 28 while SGAD_LOG_RETENTION_MONTHS is 1");
        assertThatThrownBy(() -> from(Map.of("sgad.log.retention.months", "3")))
                .hasMessage("SGAD_INBOX_DAYS is not set; allowed: 1 to 84 while SGAD_LOG_RETENTION_MONTHS is 3");
    }

    private static NotificationSettings from(Map<String, String> values) {
        return NotificationSettings.from(new Settings(key -> Optional.ofNullable(values.get(key))));
    }
}
