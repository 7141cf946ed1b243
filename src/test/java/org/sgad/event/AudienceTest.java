package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudienceTest {
    @ParameterizedTest
    @CsvSource({
        "availability.closed,  availability.closed.r-1",
        "availability.updated, availability.updated.r-1",
        "match.assigned,       match.assigned.r-1",
        "availability.closed,  availability.other.r-1",
    })
    void availabilityAndMatchesConcernTheRefereeInTheRoutingKey(String type, String key) {
        assertThat(audience(type, key, "somebody", "another")).isEqualTo(new Audience.OneUser(new UserId("r-1")));
    }

    @Test
    void aRefereesIdMayHaveDots() {
        assertThat(audience("availability.closed", "availability.closed.a.b@c.co", null, null))
                .isEqualTo(new Audience.OneUser(new UserId("a.b@c.co")));
    }

    @Test
    void withoutARefereeInTheKeyTheBodysRefereeCounts() {
        assertThat(audience("availability.closed", "availability.closed", null, "r-2"))
                .isEqualTo(new Audience.OneUser(new UserId("r-2")));
        assertThat(audience("availability.closed", "custom.key.x", null, "r-2"))
                .isEqualTo(new Audience.OneUser(new UserId("r-2")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "juan perez", "josé"})
    void aNotificationForAUserThatCannotBeIsRefusedAndNotForEverybody(String user) {
        assertThatThrownBy(() -> audience("notification", "", user, null))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("user_id");
    }

    @Test
    void aNotificationIsForItsUser() {
        assertThat(audience("notification", "", "r-1", null)).isEqualTo(new Audience.OneUser(new UserId("r-1")));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"NULL", "system", "*"},
            nullValues = "NULL")
    void aNotificationToNobodyInParticularIsForEverybody(@Nullable String user) {
        assertThat(audience("notification", "", user, "r-9")).isEqualTo(new Audience.Everybody());
    }

    @Test
    void aCustomEventIsForItsUserElseItsReferee() {
        assertThat(audience("custom.event", "k", "u", "r")).isEqualTo(new Audience.OneUser(new UserId("u")));
        assertThat(audience("custom.event", "k", null, "r")).isEqualTo(new Audience.OneUser(new UserId("r")));
        assertThat(audience("custom.event", "k", "", "r")).isEqualTo(new Audience.OneUser(new UserId("r")));
    }

    @Test
    void aCustomEventOfNobodyIsForAdministrators() {
        assertThat(audience("custom.event", "availability.closed.r-1", null, null))
                .isEqualTo(new Audience.AdminsOnly());
    }

    @Test
    void whatCannotBeAUserIsNobody() {
        assertThat(audience("custom.event", "k", "no user", null)).isEqualTo(new Audience.AdminsOnly());
    }

    private static Audience audience(String type, String key, @Nullable String user, @Nullable String referee) {
        return Audience.of(new EventType(type), key, user, referee);
    }
}
