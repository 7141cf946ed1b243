package org.sgad.push;

import jakarta.websocket.CloseReason;

/** Why somebody else has a session closed. */
public enum Disconnection {
    /** An administrator wants it so. */
    BY_ADMIN,
    /** The user has too many, on all nodes together. */
    TOO_MANY;

    CloseReason reason() {
        return switch (this) {
            case BY_ADMIN -> CloseCodes.DISCONNECTED;
            case TOO_MANY -> CloseCodes.TOO_MANY_SESSIONS;
        };
    }
}
