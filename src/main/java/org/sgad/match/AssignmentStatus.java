package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The life of an assignment; one that is withdrawn is gone. */
public enum AssignmentStatus {
    /** The referee was told. */
    ASSIGNED,
    /** The referee will be there. */
    CONFIRMED,
    /** The match is not to be played. */
    CANCELLED;

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
