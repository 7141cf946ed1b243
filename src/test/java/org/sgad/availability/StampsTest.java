package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgad.event.UserId;

class StampsTest {
    private static final Week WEEK = Week.parse("2026-W42");
    private static final FiledKey ANA = new FiledKey(new UserId("ana"), WEEK);
    private static final FiledKey LUIS = new FiledKey(new UserId("luis"), WEEK);

    private final Stamps stamps = new Stamps();

    @Test
    void whatWasReadBeforeAChangeIsOldAfterIt() {
        long before = stamps.of(ANA);

        stamps.changed(ANA);

        assertThat(stamps.of(ANA)).isNotEqualTo(before);
    }

    @Test
    void nothingElseIsOld() {
        long before = stamps.of(LUIS);

        stamps.changed(ANA);

        assertThat(stamps.of(LUIS)).isEqualTo(before);
    }

    @Test
    void everythingIsOldAfterAChangeOfAll() {
        long ana = stamps.of(ANA);
        long week = stamps.of(WEEK);

        stamps.allChanged();

        assertThat(stamps.of(ANA)).isNotEqualTo(ana);
        assertThat(stamps.of(WEEK)).isNotEqualTo(week);
    }

    @Test
    void aKeyIsReadAsItIsWritten() {
        assertThat(FiledKey.parse(ANA.toString())).isEqualTo(ANA);
    }
}
