package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {
    @ParameterizedTest
    @ValueSource(strings = {"22021", "22008", "23502", "23505", "23514"})
    void aValueOrARowThatBreaksARuleIsRefusedForGood(String state) {
        assertThat(isDataRefused(state)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "08006", "23503", "40001", "40P01", "57P01", "42P01"})
    void whatMayGoWellLaterIsNot(String state) {
        assertThat(isDataRefused(state)).isFalse();
    }

    private static boolean isDataRefused(String state) {
        SQLException refusal = new SQLException("refused", state);
        return DatabaseFailure.isDataRefused(new IllegalStateException(new DatabaseFailure(refusal)));
    }
}
