package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final LongString TRACEPARENT = LongStringHelper.asLongString("00-" + TRACE + "-00f067aa0ba902b7-01");
    private static final Map<String, Object> BACK = Map.of(
            "x-sgad-exchange", LongStringHelper.asLongString("sgad.matches"),
            "x-sgad-routing-key", LongStringHelper.asLongString("match.assigned.a"));

    @Test
    void whatWasSentBackToItsQueueWasPublishedWhereItsHeadersSay() {
        Delivery back = delivery("", "match-service-queue", BACK);

        assertThat(back.exchange()).isEqualTo("sgad.matches");
        assertThat(back.routingKey()).isEqualTo("match.assigned.a");
    }

    @Test
    void whatAnExchangeRoutedIsOfThatExchangeWhateverItsHeadersSay() {
        Delivery routed = delivery("sgad.availability", "custom.key", BACK);

        assertThat(routed.exchange()).isEqualTo("sgad.availability");
        assertThat(routed.routingKey()).isEqualTo("custom.key");
    }

    @Test
    void whatWasPublishedToTheQueueItselfIsOfTheDefaultExchange() {
        Delivery direct = delivery("", "q", Map.of("x-sgad-exchange", "sgad.matches"));

        assertThat(direct.exchange()).isEmpty();
        assertThat(direct.routingKey()).isEqualTo("q");
    }

    @Test
    void itIsTiedByItsPropertyOrElseByItsTrace() {
        assertThat(tied("order-7", Map.of("traceparent", TRACEPARENT))).isEqualTo("order-7");
        assertThat(tied(null, Map.of("traceparent", TRACEPARENT))).isEqualTo(TRACE);
        assertThat(tied("a\u0000b", Map.of("traceparent", TRACEPARENT))).isEqualTo(TRACE);
        assertThat(tied(null, Map.of("traceparent", 7))).isNull();
    }

    private static @Nullable String tied(@Nullable String correlationId, Map<String, Object> headers) {
        return delivery("sgad.matches", "match.x", correlationId, headers).correlationId();
    }

    private static Delivery delivery(String exchange, String routingKey, Map<String, Object> headers) {
        return delivery(exchange, routingKey, null, headers);
    }

    private static Delivery delivery(
            String exchange, String routingKey, @Nullable String correlationId, Map<String, Object> headers) {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .correlationId(correlationId)
                .headers(headers)
                .build();
        return new Delivery("tag", new Envelope(1, false, exchange, routingKey), properties, new byte[0]);
    }
}
