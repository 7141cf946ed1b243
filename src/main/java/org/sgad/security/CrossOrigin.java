package org.sgad.security;

import jakarta.servlet.http.HttpServletResponse;

/** What a browser wants to hear before it lets a page of another, allowed origin call. Never with cookies: there are none. */
final class CrossOrigin {
    private static final String METHODS = "GET, HEAD, POST, PUT, DELETE";
    private static final String REQUEST_HEADERS =
            "Accept, Accept-Language, Authorization, Content-Type, Idempotency-Key,"
                    + " If-Match, If-None-Match, Last-Event-ID, X-Correlation-Id, traceparent";
    private static final String RESPONSE_HEADERS =
            "ETag, Idempotent-Replay, Location, Retry-After, WWW-Authenticate, X-Correlation-Id, X-Next";
    private static final String TEN_MINUTES = "600";

    private CrossOrigin() {}

    static void allow(String origin, HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        response.addHeader("Vary", "Origin");
    }

    static void answerPreflight(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
        response.setHeader("Access-Control-Max-Age", TEN_MINUTES);
    }
}
