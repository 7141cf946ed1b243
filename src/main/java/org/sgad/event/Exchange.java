package org.sgad.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where events are published. */
public enum Exchange {
    /** Topic: {@code availability.closed.{referee_id}} and the like, and custom keys. */
    AVAILABILITY("sgad.availability"),
    /** Fanout: notifications to one user or to everybody. */
    NOTIFICATIONS("sgad.notifications"),
    /** Topic: {@code match.assigned.{referee_id}} and the like. */
    MATCHES("sgad.matches");

    private final String exchangeName;

    Exchange(String exchangeName) {
        this.exchangeName = exchangeName;
    }

    @JsonValue
    public String exchangeName() {
        return exchangeName;
    }

    public static Optional<Exchange> find(String name) {
        return Arrays.stream(values())
                .filter(exchange -> exchange.exchangeName.equals(name))
                .findFirst();
    }

    /** The names one may publish to, for error messages. */
    public static String names() {
        return Arrays.stream(values()).map(Exchange::exchangeName).collect(Collectors.joining(", "));
    }
}
