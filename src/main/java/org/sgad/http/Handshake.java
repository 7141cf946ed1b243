package org.sgad.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Tells a WebSocket's handshake from a call and a page. */
public final class Handshake {
    private Handshake() {}

    /** Whether the request asks for a WebSocket, on whatever path. */
    public static boolean isAskedBy(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }
}
