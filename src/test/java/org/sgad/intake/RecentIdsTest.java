package org.sgad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;

class RecentIdsTest {
    private final RecentIds recent = new RecentIds(2);

    @Test
    void anIdIsNewOnce() {
        assertThat(recent.add(new EventId("a"))).isTrue();
        assertThat(recent.add(new EventId("a"))).isFalse();
    }

    @Test
    void theOldestIsForgottenFirst() {
        recent.add(new EventId("a"));
        recent.add(new EventId("b"));
        recent.add(new EventId("c"));

        assertThat(recent.add(new EventId("b"))).isFalse();
        assertThat(recent.add(new EventId("c"))).isFalse();
        assertThat(recent.add(new EventId("a"))).isTrue();
    }
}
