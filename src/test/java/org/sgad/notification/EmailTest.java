package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;

class EmailTest {
    @Test
    void whatItsUserHasMutedMeanwhileIsNotWantedUnlessItIsCritical() {
        assertThat(email("match.*", false).isMuted()).isTrue();
        assertThat(email("match.*", true).isMuted()).isFalse();
        assertThat(email("notification", false).isMuted()).isFalse();
    }

    private static Email email(String muted, boolean critical) {
        Preferences preferences = new Preferences(Language.ES, null, new MutedTypes(List.of(muted)), null);
        return new Email(
                new EventId("e"),
                new UserId("ana"),
                EventType.MATCH_ASSIGNED,
                Facts.of("{}"),
                critical,
                preferences,
                1);
    }
}
