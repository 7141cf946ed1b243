package org.sgad.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;

class RequeueRequestTest {
    @Test
    void nothingGivenIsEverything() throws Exception {
        assertThat(read("{}")).isEqualTo(new RequeueRequest(null, new LetterFilter(null, null, null)));
    }

    @Test
    void idsAreTextsOrNumbers() throws Exception {
        assertThat(read("{\"ids\":[\"3\",4]}").ids()).isEqualTo(List.of(new LetterId(3), new LetterId(4)));
        assertThat(read("{\"ids\":[]}").ids()).isEmpty();
    }

    @Test
    void aFilterNamesQueueReasonAndRoutingKey() throws Exception {
        assertThat(read("{\"queue\":\"q\",\"reason\":\"expired\",\"routing_key\":\"a.b\"}")
                        .filter())
                .isEqualTo(new LetterFilter("q", "expired", "a.b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"quue\":\"q\"} | quue",
                "{\"queue\":7} | queue",
                "{\"queue\":null} | queue",
                "{\"ids\":\"3\"} | ids",
                "{\"ids\":null} | ids",
                "{\"ids\":[3,\"x\"]} | ids[1]",
                "{\"ids\":[3],\"queue\":\"q\"} | queue"
            })
    void whateverElseIsRefused(String body, String field) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(InvalidFields.class).hasMessageStartingWith(field);
    }

    private static RequeueRequest read(String body) throws JsonProcessingException {
        return RequeueRequest.read(EventJson.MAPPER.readValue(body, ObjectNode.class));
    }
}
