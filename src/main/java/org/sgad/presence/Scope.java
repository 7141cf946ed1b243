package org.sgad.presence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an answer knows of. */
enum Scope {
    /** All nodes. */
    CLUSTER,
    /** The node that was asked, as Redis is away. */
    NODE;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
