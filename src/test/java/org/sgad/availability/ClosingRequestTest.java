package org.sgad.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

class ClosingRequestTest {
    @Test
    void aMisspeltDryRunIsNamedAndClosesNothing() {
        assertThatThrownBy(() -> ClosingRequest.read(EventJson.object().put("dryRun", true)))
                .hasMessageContaining("dryRun");
    }

    @Test
    void anEmptyBodyRunsTheCurrentWeek() {
        assertThat(ClosingRequest.read(EventJson.object())).isEqualTo(new ClosingRequest(null, false));
    }

    @Test
    void nullIsAsGoodAsAbsent() {
        ObjectNode body = EventJson.object().putNull("week").putNull("dry_run");

        assertThat(ClosingRequest.read(body)).isEqualTo(new ClosingRequest(null, false));
    }

    @Test
    void weekAndDryRunAreRead() {
        ObjectNode body = EventJson.object().put("week", "2026-W42").put("dry_run", true);

        assertThat(ClosingRequest.read(body)).isEqualTo(new ClosingRequest(Week.parse("2026-W42"), true));
    }

    @Test
    void wrongTypesAreAllNamed() {
        ObjectNode body = EventJson.object().put("week", 42).put("dry_run", "yes");

        assertThatThrownBy(() -> ClosingRequest.read(body))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(invalid.errors())
                                .extracting(FieldError::field)
                                .containsExactly("dry_run", "week"));
    }
}
