package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserIdTest {

    @Test
    void theRuleIsTheOneThatSchemasSay() {
        IntStream.range(0, 0x200)
                .mapToObj(c -> "a" + (char) c)
                .forEach(name -> assertThat(UserId.find(name).isPresent())
                        .as("a, then character %d", (int) name.charAt(1))
                        .isEqualTo(name.matches(UserId.PATTERN)));
    }

    @Test
    void aNameHasOneTo128Characters() {
        assertThat(UserId.find("")).isEmpty();
        assertThat(UserId.find("a".repeat(128))).isPresent();
        assertThat(UserId.find("a".repeat(129))).isEmpty();
    }
}
