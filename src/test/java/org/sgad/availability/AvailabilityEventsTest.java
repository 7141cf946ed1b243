package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

class AvailabilityEventsTest {
    private static final EventId ID = new EventId("0199-1");
    private static final UserId ANA = new UserId("ana");
    private static final Week WEEK = Week.parse("2026-W42");
    private static final OffsetDateTime DUE = OffsetDateTime.parse("2026-10-16T15:00:00-05:00");
    private static final Slot SLOT =
            new Slot(LocalDate.parse("2026-10-17"), LocalTime.parse("08:00"), LocalTime.parse("12:00"));

    private static final SgadEvent UPDATED = new AvailabilityUpdated(ID, ANA, WEEK, 3, DUE, List.of(SLOT)).event();
    private static final SgadEvent CLOSED = new AvailabilityClosed(ID, ANA, WEEK, 3, DUE, 7).event();
    private static final SgadEvent EXPIRED = new AvailabilityExpired(ID, ANA, WEEK, 3, DUE, 0).event();

    static Stream<SgadEvent> events() {
        return Stream.of(UPDATED, CLOSED, EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachIsWhatItsSchemaSays(SgadEvent event) throws JsonProcessingException {
        ObjectNode body = EventJson.MAPPER.readValue(event.body(), ObjectNode.class);

        assertThat(EventSchema.of(event.type()).orElseThrow().complete(body, Clock.systemUTC()))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eachGoesToItsReferee(SgadEvent event) {
        assertThat(event.subject()).isEqualTo(ANA);
        assertThat(event.exchange()).isEqualTo("sgad.availability");
        assertThat(event.routingKey()).isEqualTo(event.type() + ".ana");
        assertThat(event.occurredAt()).isEqualTo(DUE.toInstant());
        assertThat(event.headers()).isEqualTo(Map.of("x-sgad-version", 3L));
    }

    @Test
    void aClosedWeekReadsAsInTheContract() {
        assertThat(CLOSED.type()).isEqualTo(EventType.AVAILABILITY_CLOSED);
        assertThat(CLOSED.body())
                .isEqualTo("{\"event_type\":\"availability.closed\",\"event_id\":\"0199-1\",\"referee_id\":\"ana\","
                        + "\"week_year\":2026,\"week_number\":42,\"closed_at\":\"2026-10-16T15:00:00-05:00\","
                        + "\"total_slots\":7}");
    }

    @Test
    void anExpiredWeekSaysWhenItExpired() {
        assertThat(EXPIRED.type()).isEqualTo(EventType.AVAILABILITY_EXPIRED);
        assertThat(EXPIRED.body()).contains("\"expired_at\":\"2026-10-16T15:00:00-05:00\",\"total_slots\":0");
    }

    @Test
    void aFiledWeekBringsItsSlots() {
        assertThat(UPDATED.type()).isEqualTo(EventType.AVAILABILITY_UPDATED);
        assertThat(UPDATED.body())
                .contains("\"updated_at\":\"2026-10-16T15:00:00-05:00\",\"total_slots\":1,"
                        + "\"slots\":[{\"date\":\"2026-10-17\",\"start\":\"08:00\",\"end\":\"12:00\"}]");
    }
}
