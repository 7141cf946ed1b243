package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.eventlog.Cursor;

class ResumePointTest {
    @Test
    void whoNamesNothingBeginsNow() {
        assertThat(ResumePoint.parse(null, null)).isEmpty();
        assertThat(ResumePoint.parse("", "")).isEmpty();
    }

    @Test
    void aCursorIsAPlaceInTheLog() {
        assertThat(ResumePoint.parse("p5", null)).contains(new ResumePoint.At(new Cursor(5)));
        assertThat(ResumePoint.parse("5", null)).contains(new ResumePoint.Nonsense());
    }

    @Test
    void theLastEventIsNamedByItsIdOrItsCursor() {
        assertThat(ResumePoint.parse(null, "0199"))
                .contains(new ResumePoint.After(new EventId("0199"), Optional.empty()));
        assertThat(ResumePoint.parse(null, "p5"))
                .contains(new ResumePoint.After(new EventId("p5"), Optional.of(new Cursor(5))));
        assertThat(ResumePoint.parse(null, "x".repeat(300))).contains(new ResumePoint.Nonsense());
    }

    @Test
    void onAStreamTheIdIsTheCursorThatWeGave() {
        assertThat(ResumePoint.ofStream(null)).isEmpty();
        assertThat(ResumePoint.ofStream("p5")).contains(new ResumePoint.At(new Cursor(5)));
        assertThat(ResumePoint.ofStream("0199")).contains(new ResumePoint.After(new EventId("0199"), Optional.empty()));
    }
}
