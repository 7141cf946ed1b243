package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgivingConnectionFactoryTest {
    private static Frame header(Map<String, Object> headers) throws IOException {
        Frame written = new AMQP.BasicProperties.Builder()
                .contentType("application/json")
                .contentEncoding("UTF-8")
                .headers(headers)
                .messageId("m-1")
                .type("a.b")
                .build()
                .toFrame(1, 7);
        return new Frame(AMQP.FRAME_HEADER, 1, written.getPayload());
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> table = Map.of("a", 1);
        for (int i = 1; i < levels; i++) {
            table = Map.of("a", table);
        }
        return table;
    }

    @Test
    void headersThatTheClientReadsStay() throws Exception {
        Frame header = header(Map.of("a", "x".repeat(1_000), "b", nested(30)));

        assertThat(ForgivingConnectionFactory.readable(header)).isSameAs(header);
    }

    @Test
    void headersNestedTooDeepAreLeftOutAndTheOtherPropertiesStay() throws Exception {
        for (int levels : new int[] {34, 100, 1_000}) {
            Frame header = ForgivingConnectionFactory.readable(header(nested(levels)));

            BasicProperties properties = (BasicProperties) AMQImpl.readContentHeaderFrom(header.getInputStream());
            assertThat(properties.getHeaders()).isEmpty();
            assertThat(properties.getContentType()).isEqualTo("application/json");
            assertThat(properties.getMessageId()).isEqualTo("m-1");
            assertThat(properties.getType()).isEqualTo("a.b");
        }
    }

    @Test
    void otherFramesStay() {
        Frame body = new Frame(AMQP.FRAME_BODY, 1, new byte[1_000]);

        assertThat(ForgivingConnectionFactory.readable(body)).isSameAs(body);
    }
}
