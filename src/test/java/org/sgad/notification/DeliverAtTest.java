package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.InvalidFields;

class DeliverAtTest {
    private static final Instant NOW = Instant.parse("2026-10-16T20:00:00Z");

    @Test
    void aTimeToComeIsKeptToTheMillisecond() {
        assertThat(DeliverAt.read(new TextNode("2026-10-16T15:00:00.0015-05:00"), NOW))
                .contains(Instant.parse("2026-10-16T20:00:00.001Z"));
    }

    @Test
    void whatIsMissingOrPastIsNow() {
        assertThat(DeliverAt.read(MissingNode.getInstance(), NOW)).isEmpty();
        assertThat(DeliverAt.read(NullNode.getInstance(), NOW)).isEmpty();
        assertThat(DeliverAt.read(new TextNode("2026-10-16T15:00:00-05:00"), NOW))
                .isEmpty();
        assertThat(DeliverAt.read(new TextNode("1999-10-16T15:00:00-05:00"), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-10-16T15:00:00", "tomorrow", "", "2027-10-18T00:00:00Z", "+999999999-12-31T00:00:00Z"})
    void whatIsNoTimeWithinAYearIsRefused(String text) {
        assertThatThrownBy(() -> DeliverAt.read(new TextNode(text), NOW))
                .isInstanceOf(InvalidFields.class)
                .hasMessageStartingWith("deliver_at");
    }

    @Test
    void aNumberIsNoTime() {
        assertThatThrownBy(() -> DeliverAt.read(new IntNode(7), NOW)).isInstanceOf(InvalidFields.class);
    }
}
