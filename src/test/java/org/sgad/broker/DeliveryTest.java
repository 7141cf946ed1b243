package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.LongStringHelper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryTest {
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

    private static Delivery delivery(String exchange, String routingKey, Map<String, Object> headers) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().headers(headers).build();
        return new Delivery("tag", new Envelope(1, false, exchange, routingKey), properties, new byte[0]);
    }
}
