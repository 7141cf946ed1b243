package org.sgad.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliveryTimesTest {
    private final DeliveryTimes times = new DeliveryTimes();

    @Test
    void theyAreAHistogramWhoseBucketsCountEverythingBelow() {
        times.add(5);
        times.add(6);
        times.add(61_000);

        assertThat(times.exposition().lines())
                .contains(
                        "# TYPE sgad_events_delivery_seconds histogram",
                        "sgad_events_delivery_seconds_bucket{mp_scope=\"application\",le=\"0.005\"} 1",
                        "sgad_events_delivery_seconds_bucket{mp_scope=\"application\",le=\"0.01\"} 2",
                        "sgad_events_delivery_seconds_bucket{mp_scope=\"application\",le=\"60.0\"} 2",
                        "sgad_events_delivery_seconds_bucket{mp_scope=\"application\",le=\"+Inf\"} 3",
                        "sgad_events_delivery_seconds_sum{mp_scope=\"application\"} 61.011",
                        "sgad_events_delivery_seconds_count{mp_scope=\"application\"} 3");
    }
}
