package org.sgad.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.sgad.event.Audience;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;

class QuickNotificationTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-10-16T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void aUserAndATitleAreEnough() throws IOException {
        QuickNotification quick = QuickNotification.read("{\"user_id\":\"ana\",\"title\":\"Hola\"}", NOON);

        JsonNode body = EventJson.MAPPER.readTree(quick.event().body());
        assertThat(body.path("event_type").textValue()).isEqualTo("notification");
        assertThat(body.path("event_id").textValue())
                .isEqualTo(quick.event().id().value());
        assertThat(body.path("title").textValue()).isEqualTo("Hola");
        assertThat(body.path("message").textValue()).isEmpty();
        assertThat(body.path("type").textValue()).isEqualTo("info");
        assertThat(body.path("timestamp").textValue()).isEqualTo("2026-10-16T12:00:00Z");
        assertThat(quick.event().audience()).isEqualTo(new Audience.OneUser(new UserId("ana")));
    }

    @Test
    void withoutAUserItIsForEverybody() {
        for (String text : new String[] {
            "{\"title\":\"Hola\"}",
            "{\"title\":\"Hola\",\"user_id\":\"*\"}",
            "{\"title\":\"Hola\",\"user_id\":\"system\"}"
        }) {
            assertThat(QuickNotification.read(text, NOON).event().audience()).isEqualTo(new Audience.Everybody());
        }
    }

    @Test
    void itsIdIsKeptAndACursorIsNot() {
        QuickNotification quick =
                QuickNotification.read("{\"title\":\"Hola\",\"event_id\":\"q-1\",\"cursor\":\"p1\"}", NOON);

        assertThat(quick.event().id().value()).isEqualTo("q-1");
        assertThat(quick.event().text()).doesNotContain("cursor");
    }

    @Test
    void whatCannotBeShownIsRefused() {
        for (String text : new String[] {
            "",
            "no json",
            "[]",
            "{}",
            "{\"title\":1}",
            "{\"title\":\"x\",\"user_id\":\"not a user\"}",
            "{\"title\":\"x\",\"user_id\":5}",
            "{\"title\":\"x\",\"type\":\"loud\"}",
            "{\"title\":\"x\",\"event_id\":7}"
        }) {
            assertThatThrownBy(() -> QuickNotification.read(text, NOON))
                    .as(text)
                    .isInstanceOf(InvalidFields.class);
        }
    }

    @Test
    void overTheApiItIsCheckedAsNotificationsAre() {
        ObjectNode given = EventJson.object().put("title", "Hola");

        assertThatThrownBy(() -> QuickNotification.of(given, NOON))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("message");
    }

    @Test
    void itsIdIsTheSameOnEveryNode() {
        Clock later = Clock.offset(NOON, Duration.ofSeconds(1));
        String text = "{\"title\":\"Hola\"}";

        assertThat(QuickNotification.read(text, later).event().id())
                .isEqualTo(QuickNotification.read(text, NOON).event().id());
        assertThat(QuickNotification.read("{\"title\":\"Adiós\"}", NOON).event().id())
                .isNotEqualTo(QuickNotification.read(text, NOON).event().id());
    }

    @Test
    void itCannotBeScheduled() {
        ObjectNode given =
                EventJson.object().put("title", "Hola").put("message", "x").put("deliver_at", "2026-10-17T12:00:00Z");

        assertThatThrownBy(() -> QuickNotification.of(given, NOON))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("POST /notifications");
    }

    @Test
    void oneThatNoNodeWouldReadIsRefusedAtOnce() {
        ObjectNode given =
                EventJson.object().put("title", "Hola").put("message", "x").put("more", "x".repeat(Signal.MAX_LENGTH));

        assertThatThrownBy(() -> QuickNotification.of(given, NOON)).isInstanceOf(InvalidFields.class);
    }
}
