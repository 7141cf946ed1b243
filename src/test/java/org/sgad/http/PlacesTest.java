package org.sgad.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(20, 3);

    private int taken(String caller, int wanted) {
        int taken = 0;
        for (int nth = 0; nth < wanted; nth++) {
            taken += places.take(caller) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void oneWhoWantsAllLeavesHalfToOthers() {
        assertThat(taken("greedy", 100)).isEqualTo(10);
        assertThat(taken("another", 100)).isEqualTo(3);
        assertThat(taken("a third", 100)).isEqualTo(3);
    }

    @Test
    void noMoreThanAllAreTaken() {
        for (int nth = 0; nth < 20; nth++) {
            assertThat(places.take("caller-" + nth)).isTrue();
        }
        assertThat(places.take("one more")).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        taken("greedy", 100);
        for (int nth = 0; nth < 10; nth++) {
            places.giveBack("greedy");
        }
        assertThat(taken("greedy", 100)).isEqualTo(10);
    }
}
