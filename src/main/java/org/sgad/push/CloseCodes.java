package org.sgad.push;

import jakarta.websocket.CloseReason;

/** Why the server closes a socket, as the contract numbers it. */
final class CloseCodes {
    static final CloseReason DRAINING = reason(4001, "node draining");
    static final CloseReason SLOW_CONSUMER = reason(4002, "slow consumer");

    private CloseCodes() {}

    static CloseReason protocolError(String why) {
        return reason(4501, why);
    }

    private static CloseReason reason(int code, String text) {
        return new CloseReason(CloseReason.CloseCodes.getCloseCode(code), text);
    }
}
