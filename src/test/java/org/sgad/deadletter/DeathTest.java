package org.sgad.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeathTest {
    private static final Map<String, Object> LATEST = Map.of(
            "reason", "expired",
            "queue", "q",
            "exchange", "sgad.matches",
            "routing-keys", List.of("match.assigned.a", "a copy's key"),
            "count", 3L);

    @Test
    void theLatestDeathIsTold() {
        Death death = read(List.of(LATEST, Map.of("reason", "rejected", "queue", "an earlier one")));

        assertThat(death).isEqualTo(new Death("expired", "q", "sgad.matches", "match.assigned.a", 3));
    }

    @Test
    void theDefaultExchangeIsTheEmptyName() {
        assertThat(read(List.of(Map.of("queue", "q", "exchange", ""))).exchange())
                .isEmpty();
    }

    @Test
    void whatDiesAgainAfterItWasSentBackWasPublishedWhereItWasBefore() {
        Map<String, Object> headers = Map.of(
                "x-death",
                List.of(Map.of("reason", "rejected", "queue", "q", "exchange", "", "routing-keys", List.of("q"))),
                "x-sgad-exchange",
                "sgad.matches",
                "x-sgad-routing-key",
                "match.assigned.a");

        assertThat(Death.read("sgad.dlx", "q", headers))
                .isEqualTo(new Death("rejected", "q", "sgad.matches", "match.assigned.a", 0));
    }

    static List<Object> inventions() {
        return List.of(
                "text", 7, Map.of("reason", "rejected"), List.of(), List.of("rejected"), List.of(List.of(LATEST)));
    }

    @ParameterizedTest
    @MethodSource("inventions")
    void whatNoBrokerWroteIsAnUnknownDeath(Object invented) {
        assertThat(read(invented)).isEqualTo(new Death("unknown", null, "sgad.dlx", "key", 0));
    }

    @Test
    void fieldsOfTheWrongKindAreTakenAsAbsent() {
        Death death = read(List.of(Map.of(
                "reason", 1, "queue", List.of(), "exchange", true, "routing-keys", List.of(2), "count", "many")));

        assertThat(death).isEqualTo(new Death("unknown", null, "sgad.dlx", "key", 0));
    }

    @Test
    void aMessageWithoutTheHeaderDiedAnUnknownDeath() {
        assertThat(Death.read("sgad.dlx", "key", Map.of())).isEqualTo(new Death("unknown", null, "sgad.dlx", "key", 0));
    }

    private static Death read(Object deaths) {
        return Death.read("sgad.dlx", "key", Map.of("x-death", deaths));
    }
}
