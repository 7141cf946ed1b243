package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    @Test
    void whatWasOpenedLastIsClosedFirstAndOnce() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> closed.add("second"));
        closing.close();
        closing.close();
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void aFailureToCloseKeepsNobodyElseOpen() {
        closing.add(() -> closed.add("first"));
        closing.add(() -> {
            throw new IllegalStateException("stuck");
        });
        closing.close();
        assertThat(closed).containsExactly("first");
    }

    @Test
    void whoComesTooLateIsClosedAtOnce() {
        closing.close();
        assertThatThrownBy(() -> closing.add(() -> closed.add("late"))).isInstanceOf(StartProblem.class);
        assertThat(closed).containsExactly("late");
    }
}
