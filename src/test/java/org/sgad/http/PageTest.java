package org.sgad.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static List<Integer> firstOfThree(int most) {
        return IntStream.rangeClosed(1, 3).limit(most).boxed().toList();
    }

    @Test
    void aFullPageSaysHowToGoOn() {
        assertThat(Page.of(2, PageTest::firstOfThree, String::valueOf)).isEqualTo(new Page<>(List.of(1, 2), "2"));
    }

    @Test
    void theLastPageHasNoNextEvenWhenItIsFull() {
        assertThat(Page.of(3, PageTest::firstOfThree, String::valueOf).next()).isNull();
    }

    @Test
    void theLimitIsAHundredUnlessGiven() {
        assertThat(Page.limit(null)).isEqualTo(100);
        assertThat(Page.limit("1000")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "1.5"})
    void anyOtherLimitIsNamed(String limit) {
        assertThatThrownBy(() -> Page.limit(limit)).hasMessageContaining("limit '" + limit + "'");
    }
}
