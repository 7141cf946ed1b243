package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

class SlotsReaderTest {
    private static final Week WEEK = Week.parse("2026-W42");
    private static final String SATURDAY_MORNING = slot("2026-10-17", "08:00", "12:00");

    @Test
    void slotsAreReadInOrderOfTime() {
        List<Slot> slots =
                read(SATURDAY_MORNING, slot("2026-10-12", "18:00", "20:00"), slot("2026-10-17", "06:30", "07:00:00"));

        assertThat(EventJson.write(slots))
                .isEqualTo("[{\"date\":\"2026-10-12\",\"start\":\"18:00\",\"end\":\"20:00\"},"
                        + "{\"date\":\"2026-10-17\",\"start\":\"06:30\",\"end\":\"07:00\"},"
                        + "{\"date\":\"2026-10-17\",\"start\":\"08:00\",\"end\":\"12:00\"}]");
    }

    @Test
    void anEmptyListIsAWeekWithoutAnyTime() {
        assertThat(read()).isEmpty();
    }

    @Test
    void slotsMayTouch() {
        assertThat(read(SATURDAY_MORNING, slot("2026-10-17", "12:00", "13:00"))).hasSize(2);
    }

    @Test
    void theSameTimeOfAnotherDayIsNoOverlap() {
        assertThat(read(SATURDAY_MORNING, slot("2026-10-18", "08:00", "12:00"))).hasSize(2);
    }

    @Test
    void fieldsThatASlotDoesNotHaveAreIgnored() {
        assertThat(readBody("{\"note\":1,\"slots\":[{\"date\":\"2026-10-17\",\"start\":\"08:00\",\"end\":\"12:00\","
                        + "\"venue\":\"El Campín\"}]}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"slots\":null}", "{\"slots\":{}}", "{\"slots\":\"none\"}", "{\"slots\":7}"})
    void slotsMustBeAList(String body) {
        assertThat(errors(body)).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("slots");
            assertThat(error.message()).contains("must be a list of {date, start, end}");
        });
    }

    @Test
    void fiftySlotsAreTheMost() {
        assertThat(read(minutes(50))).hasSize(50);
        assertThat(errors(minutes(51))).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("slots");
            assertThat(error).hasToString("slots '51 slots': must be at most 50");
        });
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        List<FieldError> errors = errors(
                slot("2026-10-19", "08:00", "12:00"),
                "7",
                slot("2026-02-30", "8:00", "24:00"),
                "{\"date\":\"2026-10-17\",\"start\":8}",
                slot("2026-10-17", "12:00", "12:00"));

        assertThat(errors)
                .extracting(FieldError::field)
                .containsExactly(
                        "slots[0].date",
                        "slots[1]",
                        "slots[2].date",
                        "slots[2].start",
                        "slots[2].end",
                        "slots[3].start",
                        "slots[3].end",
                        "slots[4].end");
        assertThat(errors.get(0))
                .hasToString("slots[0].date '2026-10-19': must be a date of 2026-W42, 2026-10-12 to 2026-10-18");
        assertThat(errors.get(3)).hasToString("slots[2].start '8:00': must be a time such as 08:00");
        assertThat(errors.get(6)).hasToString("slots[3].end: is missing; must be a time such as 08:00");
        assertThat(errors.get(7)).hasToString("slots[4].end '12:00': must be after the start, 12:00");
    }

    @Test
    void anOverlapNamesBothSlots() {
        List<FieldError> errors = errors(slot("2026-10-17", "11:59", "13:00"), SATURDAY_MORNING);

        assertThat(errors)
                .singleElement()
                .hasToString("slots[0].start '11:59': must not overlap slots[1], 08:00 to 12:00; touching is fine");
    }

    @Test
    void aLongSlotOverlapsMoreThanItsNeighbour() {
        List<FieldError> errors = errors(
                slot("2026-10-17", "08:00", "20:00"),
                slot("2026-10-17", "09:00", "10:00"),
                slot("2026-10-17", "11:00", "12:00"));

        assertThat(errors).extracting(FieldError::field).containsExactly("slots[1].start", "slots[2].start");
    }

    @Test
    void theSameSlotTwiceIsAnOverlap() {
        assertThat(errors(SATURDAY_MORNING, SATURDAY_MORNING))
                .extracting(FieldError::field)
                .containsExactly("slots[1].start");
    }

    private static String[] minutes(int count) {
        String[] slots = new String[count];
        for (int i = 0; i < count; i++) {
            slots[i] = slot("2026-10-17", "08:%02d".formatted(i), "08:%02d".formatted(i + 1));
        }
        return slots;
    }

    private static String slot(String date, String start, String end) {
        return "{\"date\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}".formatted(date, start, end);
    }

    private static List<Slot> read(String... slots) {
        return readBody("{\"slots\":[" + String.join(",", slots) + "]}");
    }

    private static List<FieldError> errors(String... slots) {
        String body = slots.length == 1 ? slots[0] : "{\"slots\":[" + String.join(",", slots) + "]}";
        InvalidFields invalid = catchThrowableOfType(InvalidFields.class, () -> readBody(body));
        return invalid == null ? Collections.emptyList() : invalid.errors();
    }

    private static List<Slot> readBody(String body) {
        try {
            return SlotsReader.read(EventJson.MAPPER.readValue(body, ObjectNode.class), WEEK);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }
}
