package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    @Test
    void ourIdsAreUuidsOfVersion7() {
        UUID id = UUID.fromString(EventId.create(at("2026-10-16T20:00:00Z")).value());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16)
                .isEqualTo(Instant.parse("2026-10-16T20:00:00Z").toEpochMilli());
    }

    @Test
    void laterIdsSortAfterEarlierOnes() {
        EventId earlier = EventId.create(at("2026-10-16T20:00:00Z"));
        EventId later = EventId.create(at("2026-10-16T20:00:00.001Z"));

        assertThat(earlier.value()).isLessThan(later.value());
    }

    @Test
    void theSameMessageHasTheSameId() {
        assertThat(EventId.ofMessage("sgad.matches", "k", BODY))
                .isEqualTo(EventId.ofMessage("sgad.matches", "k", BODY));
    }

    @Test
    void exchangeRoutingKeyAndBodyAllCount() {
        EventId id = EventId.ofMessage("ab", "c", BODY);

        assertThat(id).isNotEqualTo(EventId.ofMessage("a", "bc", BODY));
        assertThat(id).isNotEqualTo(EventId.ofMessage("ab", "d", BODY));
        assertThat(id).isNotEqualTo(EventId.ofMessage("ab", "c", new byte[] {1}));
    }

    @Test
    void anIdIsNeitherBlankNorLongNorControl() {
        for (String bad : new String[] {"", "  ", "a\nb", "x".repeat(201), "\ud800"}) {
            assertThatThrownBy(() -> new EventId(bad))
                    .isInstanceOf(InvalidFields.class)
                    .hasMessageContaining("event_id");
        }
    }

    @Test
    void ofOneOfOursItIsKnownWhenItWasMade() {
        assertThat(EventId.create(at("2026-10-16T20:00:00.123Z")).createdAt())
                .contains(Instant.parse("2026-10-16T20:00:00.123Z"));
        assertThat(EventId.ofMessage("exchange", "key", BODY).createdAt()).isEmpty();
        assertThat(new EventId("theirs").createdAt()).isEmpty();
    }
}
