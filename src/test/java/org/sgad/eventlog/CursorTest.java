package org.sgad.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventId;
import org.sgad.event.InvalidFields;
import org.sgad.eventlog.Cursor.Range;

class CursorTest {
    @ParameterizedTest
    @ValueSource(strings = {"p0", "p2s", "p2s.1", "p2s.1-5.a-b.2s"})
    void whatWasGivenOutIsReadAgain(String text) {
        assertThat(Cursor.parse("cursor", text).toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "p", "q1", "p1.", "p1.2", "p9.0", "p9.5-4", "p9.5.5", "p9.6.5", "p9.1-", "p1234567890123"})
    void whatWasNeverGivenOutIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.parse("cursor", text)).isInstanceOf(InvalidFields.class);
    }

    @Test
    void itsFloorIsBelowTheFirstThatIsMissing() {
        assertThat(new Cursor(9).floor()).isEqualTo(9);
        assertThat(new Cursor(9, List.of(new Range(4, 5), new Range(8, 8))).floor())
                .isEqualTo(3);
    }

    @Test
    void whatWasMissingAndIsSeenLeavesIt() {
        Cursor cursor = new Cursor(9, List.of(new Range(3, 5), new Range(8, 8)));

        assertThat(cursor.after(4)).isEqualTo(new Cursor(9, List.of(new Range(5, 5), new Range(8, 8))));
        assertThat(cursor.after(8)).isEqualTo(new Cursor(9));
        assertThat(cursor.after(12)).isEqualTo(new Cursor(12));
    }

    @Test
    void moreGapsThanItHoldsBecomeOneThatCoversThemAll() {
        List<Range> gaps = LongStream.rangeClosed(1, 20)
                .mapToObj(i -> new Range(2 * i, 2 * i))
                .toList();

        Cursor cursor = new Cursor(100, gaps);

        assertThat(cursor.missing()).hasSize(16).endsWith(new Range(32, 40));
        assertThat(Cursor.parse("cursor", cursor.toString())).isEqualTo(cursor);
    }

    @Test
    void aMessageTellsThePlaceOfItsOwnEventOnly() {
        EventId id = new EventId("0199");
        String header = PlaceHeader.value(new Cursor(42), id);

        assertThat(PlaceHeader.position(header, id)).isEqualTo(42);
        assertThat(PlaceHeader.position(header, new EventId("0200"))).isZero();
        for (String wrong : List.of("", "42", " 0199", "-1 0199", "x 0199", "9999999999999999999 0199")) {
            assertThat(PlaceHeader.position(wrong, id)).as(wrong).isZero();
        }
    }
}
