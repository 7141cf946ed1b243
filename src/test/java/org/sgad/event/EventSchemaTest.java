package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSchemaTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-16T20:00:00Z"), ZoneOffset.UTC);

    @Test
    void theSeedsClosedEventIsAcceptedAndItsYearFilledIn() throws Exception {
        ObjectNode event = complete(
                EventType.AVAILABILITY_CLOSED,
                "{\"referee_id\":\"r\",\"week_number\":1,\"closed_at\":\"2026-12-29T15:00:00.123\",\"total_slots\":7}");

        assertThat(event.path("week_year").intValue())
                .as("ISO year of 29 December 2026")
                .isEqualTo(2026);
        assertThat(event.path("closed_at").textValue()).isEqualTo("2026-12-29T15:00:00.123");
    }

    @Test
    void theYearIsThatOfTheIsoWeek() throws Exception {
        ObjectNode event = complete(
                EventType.AVAILABILITY_CLOSED,
                "{\"referee_id\":\"r\",\"week_number\":53,\"closed_at\":\"2027-01-01T15:00:00-05:00\"}");

        assertThat(event.path("week_year").intValue()).isEqualTo(2026);
    }

    @Test
    void aNotificationsTypeAndTimeAreFilledIn() throws Exception {
        ObjectNode event = complete(EventType.NOTIFICATION, "{\"title\":\"a\",\"message\":\"b\"}");

        assertThat(event.path("type").textValue()).isEqualTo("info");
        assertThat(event.path("timestamp").textValue()).isEqualTo("2026-10-16T20:00:00Z");
    }

    @Test
    void theJsonSchemaAllowsWhatIsAccepted() throws Exception {
        ObjectNode schema =
                EventSchema.of(EventType.AVAILABILITY_CLOSED).orElseThrow().jsonSchema();

        assertThat(schema.path("required").toString()).isEqualTo("[\"referee_id\",\"week_number\"]");
        assertThat(schema.path("properties").fieldNames())
                .toIterable()
                .containsExactly("referee_id", "week_year", "week_number", "total_slots", "closed_at");
        int lastWeek = schema.at("/properties/week_number/maximum").intValue();
        String closed = "{\"referee_id\":\"r\",\"closed_at\":\"2026-12-29T15:00:00Z\",\"week_number\":%d}";
        assertThat(complete(EventType.AVAILABILITY_CLOSED, closed.formatted(lastWeek)))
                .isNotNull();
        assertThatThrownBy(() -> complete(EventType.AVAILABILITY_CLOSED, closed.formatted(lastWeek + 1)))
                .isInstanceOf(InvalidFields.class);
    }

    @Test
    void everyFieldOfEveryTypeSaysInItsJsonSchemaWhatIsAllowed() {
        assertThat(EventSchema.all()).hasSize(7).allSatisfy(type -> {
            ObjectNode schema = EventSchema.of(type).orElseThrow().jsonSchema();
            assertThat(schema.path("properties"))
                    .isNotEmpty()
                    .allSatisfy(field ->
                            assertThat(field.path("description").asText()).startsWith("must be "));
        });
    }

    @Test
    void everyMissingFieldIsNamed() {
        assertThatThrownBy(() -> complete(EventType.MATCH_ASSIGNED, "{}"))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("match_id")
                .hasMessageContaining("referee_id")
                .hasMessageContaining("kickoff_at")
                .hasMessageContaining("venue")
                .hasMessageContaining("role");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notification        | type        | \"urgent\"",
                "notification        | title       | 5",
                "notification        | timestamp   | \"yesterday\"",
                "notification        | user_id     | \"José\"",
                "availability.closed | week_number | 54",
                "availability.closed | week_number | \"42\"",
                "availability.closed | week_number | 4.5",
                "availability.closed | referee_id  | \"a b\"",
                "availability.closed | closed_at   | \"2026-02-30T10:00:00Z\"",
                "availability.closed | closed_at   | \"2026-02-20\"",
                "availability.updated| slots       | [{\"date\":\"2026-10-17\"}]",
                "match.assigned      | role        | \"goalkeeper\"",
            })
    void aWrongValueIsNamedWithWhatIsAllowed(String type, String field, String value) {
        assertThatThrownBy(() -> complete(new EventType(type), "{\"" + field + "\":" + value + "}"))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(invalid.errors()).anySatisfy(error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.value()).isNotNull();
                            assertThat(error.message()).startsWith("must be");
                        }));
    }

    @Test
    void unknownFieldsPassUnchanged() throws Exception {
        assertThat(complete(EventType.NOTIFICATION, "{\"title\":\"a\",\"message\":\"b\",\"extra\":[1]}")
                        .path("extra")
                        .path(0)
                        .intValue())
                .isEqualTo(1);
    }

    private static ObjectNode complete(EventType type, String json) throws Exception {
        return EventSchema.of(type).orElseThrow().complete(EventJson.MAPPER.readValue(json, ObjectNode.class), CLOCK);
    }
}
