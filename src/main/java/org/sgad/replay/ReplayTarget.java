package org.sgad.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a slice of the log is sent again. */
public enum ReplayTarget {
    /** To the open sessions of those whom each event is for, on all nodes, marked; to no service. */
    SOCKETS,
    /** To its exchange with its routing key and id, marked by a header; to no session. */
    BROKER;

    static Optional<ReplayTarget> find(String label) {
        return Stream.of(values())
                .filter(target -> target.label().equals(label))
                .findFirst();
    }

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
