package org.sgad.health;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.function.Function;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Histogram;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** The metrics behind {@code /metrics}, each with its name and what it tells. */
@Dependent
class Registry {
    @Inject
    MetricRegistry registry;

    Counter counter(String name, String description, Tag... tags) {
        return registry.counter(metadata(name, description), tags);
    }

    Histogram histogram(String name, String description) {
        return registry.histogram(metadata(name, description));
    }

    <T> void gauge(String name, String description, T source, Function<T, Number> value, Tag... tags) {
        registry.gauge(metadata(name, description), source, value, tags);
    }

    void remove(String name, Tag... tags) {
        registry.remove(new MetricID(name, tags));
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder().withName(name).withDescription(description).build();
    }
}
