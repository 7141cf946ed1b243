package org.sgad.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of a replay. */
public enum ReplayStatus {
    /** Events of its slice are still to be sent. */
    RUNNING,
    /** Its whole slice was sent, but for what the broker refused. */
    DONE,
    /** Somebody ended it before. */
    CANCELLED;

    static ReplayStatus of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
