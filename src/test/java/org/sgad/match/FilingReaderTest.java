package org.sgad.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventId;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.node.HomeZone;

class FilingReaderTest {
    private static final Instant NOW = Instant.parse("2026-10-12T15:00:00Z");
    private static final LocalDate W42 = LocalDate.of(2026, 10, 12);
    private static final EventId ID = new EventId("e-1");
    private static final UserId ANA = new UserId("ana");

    private final FilingReader reader =
            new FilingReader(new HomeZone(ZoneId.of("America/Bogota")), Clock.fixed(NOW, ZoneOffset.UTC));

    private Filing read(String body) {
        return reader.read(ID, ANA, body.replace('\'', '"'), NOW).orElseThrow();
    }

    @Test
    void ourOwnEventIsReadWhole() {
        Filing filing =
                read("{'referee_id':'ana','week_year':2026,'week_number':42,'updated_at':'2026-10-12T09:30:00-05:00',"
                        + "'slots':[{'date':'2026-10-17','start':'08:00','end':'12:00'}]}");

        assertThat(filing.key()).isEqualTo(new Filing.Key(ANA, W42));
        assertThat(filing.updatedAt()).isEqualTo("2026-10-12T14:30:00Z");
        assertThat(filing.slots()).singleElement().hasToString("08:00–12:00");
        assertThat(filing.covers(LocalDate.of(2026, 10, 17).atTime(8, 0))).isTrue();
        assertThat(filing.covers(LocalDate.of(2026, 10, 17).atTime(12, 0)))
                .as("the end is not part of it")
                .isFalse();
        assertThat(filing.covers(LocalDate.of(2026, 10, 16).atTime(9, 0))).isFalse();
    }

    @Test
    void whatAnotherPublisherLeavesOutIsToldByTheRest() {
        Filing filing = read("{'slots':[{'date':'2026-10-17','start':'08:00:00','end':'12:00'}]}");

        assertThat(filing.key().monday()).isEqualTo(W42);
        assertThat(filing.updatedAt()).as("the message's own time").isEqualTo(NOW);
        assertThat(read("{'week_number':42,'updated_at':'2026-10-12T09:30:00','slots':[]}"))
                .satisfies(bare -> assertThat(bare.key().monday()).isEqualTo(W42))
                .satisfies(bare -> assertThat(bare.updatedAt()).isEqualTo("2026-10-12T14:30:00Z"));
    }

    @Test
    void aroundNewYearTheWeeksYearIsThatOfItsThursday() {
        assertThat(read("{'week_number':1,'slots':[{'date':'2025-12-30','start':'08:00','end':'12:00'}]}")
                        .key()
                        .monday())
                .isEqualTo("2025-12-29");
    }

    @Test
    void timesThatOverlapAreOne() {
        assertThat(read("{'slots':[{'date':'2026-10-17','start':'10:00','end':'13:00'},"
                                + "{'date':'2026-10-17','start':'08:00','end':'12:00'},"
                                + "{'date':'2026-10-17','start':'08:00','end':'09:00'},"
                                + "{'date':'2026-10-18','start':'12:00','end':'14:00'}]}")
                        .slots())
                .extracting(LocalSlot::toString)
                .containsExactly("08:00–13:00", "12:00–14:00");
    }

    @Test
    void timesAreToTheSecondSoThatTheDatabaseRoundsNone() {
        assertThat(read("{'slots':[{'date':'2026-10-17','start':'08:00:00.0000001','end':'09:00:00.999'}]}")
                        .slots())
                .extracting(LocalSlot::toString)
                .containsExactly("08:00–09:00");
        assertThat(read("{'slots':[{'date':'2026-10-17','start':'08:00:00.0000001','end':'08:00:01'},"
                                + "{'date':'2026-10-17','start':'08:00:00.0000002','end':'08:00:02'},"
                                + "{'date':'2026-10-17','start':'22:00','end':'23:59:59.9999999'}]}")
                        .slots())
                .extracting(LocalSlot::toString)
                .containsExactly("08:00–08:00:02", "22:00–23:59:59");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'slots':{}}                                                               | slots",
                "{'slots':'08:00'}                                                          | slots",
                "{'slots':[]}                                                               | week_number",
                "{'slots':[1]}                                                              | slots[0].date",
                "{'slots':[{'date':'2026-10-17','start':'8','end':'12:00'}]}                | slots[0].start",
                "{'slots':[{'date':'2026-10-17','start':'12:00','end':'12:00'}]}            | slots[0].end",
                "{'slots':[{'date':'2026-10-17','start':'08:00:00.0000001','end':'08:00:00.0000002'}]} | slots[0].end",
                "{'slots':[{'date':'+99999-10-17','start':'08:00','end':'12:00'}]}          | slots[0].date",
                "{'week_number':41,'slots':[{'date':'2026-10-17','start':'08:00','end':'12:00'}]} | slots",
                "{'week_number':53,'week_year':2025,'slots':[]}                             | week_number",
                "{'week_number':'42','slots':[]}                                            | week_number",
                "{'week_number':42,'week_year':99999,'slots':[]}                            | week_year",
                "{'week_number':42,'updated_at':'yesterday','slots':[]}                     | updated_at",
                "{'week_number':42,'updated_at':'2026-10-14T09:30:00-05:00','slots':[]}     | updated_at",
            })
    void whatCannotBeUsedIsNamed(String body, String field) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(error -> error.field())
                                .containsExactly(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"slots\":null}", "{\"week_year\":2026,\"week_number\":42}"})
    void whatTellsNoSlotsIsNoFiling(String body) {
        assertThat(reader.read(ID, ANA, body, NOW)).isEmpty();
        assertThat(reader.read(ID, null, body, NOW)).isEmpty();
    }

    @Test
    void nobodysWeekIsRefused() {
        assertThatThrownBy(() -> reader.read(ID, null, "{\"slots\":[]}", NOW)).hasMessageContaining("referee_id");
    }

    @Test
    void theNewerFilingCountsAndOfTwoAtOneTimeTheLaterComer() {
        Filing early = new Filing(ANA, W42, NOW, new EventId("b"), java.util.List.of());
        Filing late = new Filing(ANA, W42, NOW.plusSeconds(1), new EventId("a"), java.util.List.of());
        Filing twin = new Filing(ANA, W42, NOW, new EventId("c"), java.util.List.of());

        assertThat(Filing.newer(early, late)).isSameAs(late);
        assertThat(Filing.newer(late, early)).isSameAs(late);
        assertThat(Filing.newer(early, twin)).isSameAs(twin);
        assertThat(Filing.newer(twin, early)).isSameAs(early);
    }
}
