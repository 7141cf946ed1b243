package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;

class OutgoingMessageTest {
    private static SgadEvent event(String routingKey, Map<String, Object> headers) {
        return new SgadEvent(
                new EventId("e"),
                EventType.NOTIFICATION,
                null,
                "sgad.availability",
                routingKey,
                "{}",
                headers,
                Instant.parse("2026-10-16T20:00:00Z"),
                "request-7");
    }

    @Test
    void aMessageHasAllThePropertiesOfTheContract() {
        OutgoingMessage message = OutgoingMessage.of(event("a.b", Map.of("priority", "high")));

        assertThat(message.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(message.properties().getContentType()).isEqualTo("application/json");
        assertThat(message.properties().getMessageId()).isEqualTo("e");
        assertThat(message.properties().getType()).isEqualTo("notification");
        assertThat(message.properties().getTimestamp()).isEqualTo("2026-10-16T20:00:00Z");
        assertThat(message.properties().getAppId()).isEqualTo("sgad-events");
        assertThat(message.properties().getCorrelationId()).isEqualTo("request-7");
        assertThat(message.properties().getHeaders()).containsEntry("priority", "high");
    }

    @Test
    void whatTheBrokerWouldTakeForMoreKeysIsLeftOut() {
        OutgoingMessage message = OutgoingMessage.of(event("a.b", Map.of("CC", "[x]", "BCC", "y", "priority", "high")));

        assertThat(message.properties().getHeaders()).isEqualTo(Map.of("priority", "high"));
    }

    @Test
    void whatTheClientCannotEncodeIsFoundBeforeItCountsTheMessage() {
        assertThatThrownBy(() -> OutgoingMessage.of(event("k".repeat(256), Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutgoingMessage.of(event("k", Map.of("n", new BigDecimal("3.141592653589793")))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OutgoingMessage.of(event("k", Map.of("h", "x".repeat(100_000)))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
