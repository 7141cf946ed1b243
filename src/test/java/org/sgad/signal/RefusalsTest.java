package org.sgad.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Script ONE = new Script("return 1", "1");
    private static final Script TWO = new Script("return 2", "2");

    private final Refusals refusals = new Refusals();

    @Test
    void aScriptIsRefusedUntilItIsDone() {
        assertThat(refusals.trouble()).isEmpty();
        refusals.refused(ONE, "OOM");
        refusals.done(TWO);
        assertThat(refusals.trouble()).contains("OOM");
        refusals.done(ONE);
        assertThat(refusals.trouble()).isEmpty();
    }

    @Test
    void troubleLastsUntilAllAreDone() {
        refusals.refused(ONE, "OOM");
        refusals.refused(TWO, "NOPERM");
        refusals.done(TWO);
        assertThat(refusals.trouble()).contains("OOM");
        refusals.done(ONE);
        assertThat(refusals.trouble()).isEmpty();
    }
}
