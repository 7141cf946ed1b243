package org.sgad.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.sgad.event.Traceparent;
import org.sgad.node.Correlation;

/** The id that ties all that a request causes to it, told in every answer of the API. */
public final class CorrelationHeader {
    public static final String NAME = "X-Correlation-Id";

    private static final String ATTRIBUTE = CorrelationHeader.class.getName();

    private CorrelationHeader() {}

    /**
     * The request's {@code X-Correlation-Id}, or its {@code traceparent}'s trace, where that is a valid one; else a new
     * one. The same each time for the same request.
     */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = Correlation.given(request.getHeader(NAME))
                .or(() ->
                        Traceparent.parse(request.getHeader(Traceparent.HEADER)).map(Traceparent::traceId))
                .orElseGet(() -> UUID.randomUUID().toString());
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
