package org.sgad.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;

class InvalidationTest {
    @Test
    void nothingNamedIsEverything() {
        assertThat(Invalidation.read("{}")).isEqualTo(new Invalidation(null, null));
        assertThat(EventJson.write(new Invalidation(null, null))).isEqualTo("{}");
    }

    @Test
    void itIsReadAsItIsWritten() {
        Invalidation one = new Invalidation("availability", "ana/2026-W42");

        assertThat(Invalidation.read(EventJson.write(one))).isEqualTo(one);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Invalidation.read("{\"key\":\"ana/2026-W42\"}"))
                .hasMessageContaining("cache");
        assertThatThrownBy(() -> Invalidation.read("{\"cache\":5}")).hasMessageContaining("cache");
        assertThatThrownBy(() -> Invalidation.read("{\"cache\":\"\"}")).hasMessageContaining("cache");
        assertThatThrownBy(() -> Invalidation.read("nonsense")).isInstanceOf(InvalidFields.class);
        assertThatThrownBy(() -> new Invalidation("weather", null).of(Set.of("availability")))
                .hasMessageContaining("must be one of availability");
    }
}
