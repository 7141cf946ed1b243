package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogReasonTest {

    @Test
    void theLineThatNamesAVariableIsTheReason() {
        assertThat(LogReason.of(List.of(
                        "[INFO] Starting",
                        "java.lang.IllegalStateException: SGAD_CLOSING_DAY=FOO must be a day of the week",
                        "\tat org.sgad.Settings.read(Settings.java:3)",
                        "[SEVERE] Exception while loading the app")))
                .isEqualTo("SGAD_CLOSING_DAY=FOO must be a day of the week");
    }

    @Test
    void anExceptionAboutAVariableIsPreferredToALineThatOnlyMentionsOne() {
        assertThat(LogReason.of(List.of(
                        "Caused by: org.sgad.Invalid: java.lang.IllegalArgumentException: DB_URL=x must be a JDBC URL",
                        "SGAD_AUTH=none: everything is open")))
                .isEqualTo("DB_URL=x must be a JDBC URL");
    }

    @Test
    void otherwiseTheInnermostCauseIs() {
        assertThat(LogReason.of(List.of(
                        "[2026-11-23T18:58:26.183+0000] [] [\u001B[1;91mSEVERE\u001B[0m] [levelValue: 1000] Failed",
                        "Caused by: java.lang.IllegalArgumentException: outer",
                        "Caused by: java.lang.ClassNotFoundException: org.sgad.Missing",
                        "\t... 47 more")))
                .isEqualTo("java.lang.ClassNotFoundException: org.sgad.Missing");
    }

    @Test
    void aServersPrefixAndColoursAreLeftOut() {
        assertThat(LogReason.of(List.of(
                        "[2026-11-23T18:58:26.183+0000] [] [\u001B[1;91mSEVERE\u001B[0m] [levelValue: 1000] Failed")))
                .isEqualTo("Failed");
    }

    @Test
    void otherwiseTheLastLinesAboutTroubleAreWithoutTheirStack() {
        assertThat(LogReason.of(List.of("ready", "FATAL: no space left", "\tat a.B.c(B.java:1)", "bye")))
                .contains("FATAL: no space left")
                .doesNotContain("at a.B", "bye");
    }

    @Test
    void otherwiseTheLastLines() {
        assertThat(LogReason.of(List.of("one", "two"))).contains("one", "two");
    }

    @Test
    void anEmptyLogIsSaidToBeEmpty() {
        assertThat(LogReason.of(List.of())).isEqualTo("it logged nothing");
    }
}
