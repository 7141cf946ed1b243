package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenTest {

    @Test
    void aBrokerNamedByTheEnvironmentIsUsedWithAllItsSettings() {
        Map<String, String> environment =
                Map.of("RABBITMQ_HOST", "mq.example", "RABBITMQ_PORT", "5673", "RABBITMQ_USER", "u", "HOME", "/");
        GivenPart given = Given.rabbitMq(environment).orElseThrow();
        assertThat(given.where()).isEqualTo("mq.example:5673");
        assertThat(given.settings()).containsOnlyKeys("RABBITMQ_HOST", "RABBITMQ_PORT", "RABBITMQ_USER");
    }

    @Test
    void anEmptyVariableNamesNothing() {
        Map<String, String> environment = Map.of("RABBITMQ_HOST", "", "REDIS_HOST", " ");
        assertThat(Given.rabbitMq(environment)).isEmpty();
        assertThat(Given.redis(environment)).isEmpty();
        assertThat(Given.postgres(environment)).isEmpty();
    }

    @Test
    void whatWasGivenIsNeverStoppedOrEmptied() {
        GivenPart given = Given.redis(Map.of("REDIS_HOST", "r")).orElseThrow();
        assertThatThrownBy(given::stop).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(given::clear).hasMessageContaining("REDIS_HOST");
    }
}
