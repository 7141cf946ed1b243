package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sgad.broker.Requeuer.Returning;

class PropertiesTest {
    @Test
    void whatIsSealedIsReadAgainAsItWas() {
        Map<String, Object> headers = new HashMap<>(Map.of(
                "long",
                1L,
                "int",
                2,
                "byte",
                (byte) 3,
                "float",
                1.5f,
                "flag",
                true,
                "table",
                Map.of("list", List.of(4, 5L))));
        headers.put("nothing", null);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("m")
                .userId("u")
                .timestamp(Date.from(Instant.parse("2026-10-16T20:00:00Z")))
                .headers(headers)
                .build();

        assertThat(Properties.unseal(Properties.seal(properties).orElseThrow())).isEqualTo(properties);
    }

    @Test
    void whatTheClientCannotWriteIsNotSealed() {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .messageId("\uFFFD".repeat(200))
                .build();

        assertThat(Properties.seal(properties)).isEmpty();
        assertThat(Properties.plain(properties)).containsEntry("message_id", "\uFFFD".repeat(200));
    }

    @Test
    void headersNestedTooDeepAreCut() {
        Map<String, Object> deep = Map.of("end", 1);
        for (int i = 0; i < 1_000; i++) {
            deep = Map.of("in", deep);
        }

        assertThat(Properties.plain(deep).toString()).contains("…").doesNotContain("end");
    }

    @Test
    void whatGoesBackIsAsItWasBeforeItDied() {
        AMQP.BasicProperties dead = new AMQP.BasicProperties.Builder()
                .headers(Map.of(
                        "own", "kept",
                        "x-death", List.of(Map.of("reason", "expired", "original-expiration", "500")),
                        "x-first-death-queue", "q",
                        "x-last-death-reason", "expired",
                        "x-sgad-requeued", 1))
                .build();

        AMQP.BasicProperties back = RequeueChannel.asBefore(
                new Returning("q", Properties.seal(dead).orElseThrow(), Map.of("x-sgad-requeued", 2), new byte[0]));

        assertThat(back.getHeaders()).containsOnlyKeys("own", "x-sgad-requeued").containsEntry("x-sgad-requeued", 2);
        assertThat(back.getExpiration()).isEqualTo("500");
    }
}
