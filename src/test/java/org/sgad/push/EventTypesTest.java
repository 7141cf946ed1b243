package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventType;

class EventTypesTest {
    @Test
    void aPatternIsATypeOrABeginningOrEverything() {
        EventTypes types = new EventTypes(List.of("availability.*", "notification"));

        assertThat(types.include(EventType.AVAILABILITY_CLOSED)).isTrue();
        assertThat(types.include(EventType.NOTIFICATION)).isTrue();
        assertThat(types.include(EventType.MATCH_ASSIGNED)).isFalse();
        assertThat(types.include(new EventType("notification.more"))).isFalse();
        assertThat(EventTypes.ALL.include(new EventType("anything"))).isTrue();
    }

    @Test
    void whatIsNoPatternIsNamed() {
        for (String wrong : List.of("", "*.closed", "a*b", "**", "x".repeat(101))) {
            assertThatThrownBy(() -> new EventTypes(List.of(wrong))).hasMessageContaining("event_types");
        }
        assertThatThrownBy(() -> new EventTypes(List.of())).hasMessageContaining("1 to 50");
        assertThatThrownBy(() -> new EventTypes(Collections.nCopies(51, "a"))).hasMessageContaining("51 types");
    }
}
