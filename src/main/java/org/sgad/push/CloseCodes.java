package org.sgad.push;

import jakarta.websocket.CloseReason;
import java.nio.charset.StandardCharsets;

/** Why the server closes a socket, as the contract numbers it. */
final class CloseCodes {
    static final CloseReason DRAINING = reason(4001, "node is stopping, connect again");
    static final CloseReason CATCH_UP = reason(4001, "events were lost on the way, connect again");
    static final CloseReason RECOVERY_INTERRUPTED = reason(4001, "recovery was interrupted, connect again");
    static final CloseReason SLOW_CONSUMER = reason(4002, "slow consumer");
    static final CloseReason TOKEN_ENDED = reason(4003, "token ended, connect again with a new one");
    static final CloseReason NO_HEARTBEAT = reason(4004, "no heartbeat");
    static final CloseReason DISCONNECTED = reason(4503, "disconnected by an admin");
    static final CloseReason TOO_MANY_SESSIONS = reason(4504, "too many sessions of this user");
    static final CloseReason TOO_MANY_OF_ADMINS = reason(4504, "too many streams of administrators on this node");
    static final CloseReason TOO_MANY_OF_ADDRESS = reason(4504, "too many sessions from this address");
    static final CloseReason NOT_ALLOWED = reason(4507, "only administrators may follow another user's events");

    private static final int MAX_REASON_BYTES = 123;

    private CloseCodes() {}

    /** The token that came with a refresh does not count. */
    static CloseReason badToken(String why) {
        return reason(4500, why);
    }

    /** What the client sent makes no sense; the reason says what, as far as a close frame holds it. */
    static CloseReason protocolError(String why) {
        int length = why.length();
        while (why.substring(0, length).getBytes(StandardCharsets.UTF_8).length > MAX_REASON_BYTES) {
            length--;
        }
        return reason(4501, why.substring(0, length));
    }

    private static CloseReason reason(int code, String text) {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), text);
    }
}
