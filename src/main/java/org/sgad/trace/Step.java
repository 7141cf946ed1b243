package org.sgad.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.sgad.event.Traceparent;

/** A span that was begun. */
public final class Step {
    private final Span span;

    Step(Span span) {
        this.span = span;
    }

    /** Where others go on from here. */
    public Traceparent traceparent() {
        return traceparent(span.getSpanContext());
    }

    static Traceparent traceparent(SpanContext context) {
        return new Traceparent(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().asHex());
    }

    public void end() {
        span.end();
    }

    public void fail(String reason) {
        span.setStatus(StatusCode.ERROR, reason);
        span.end();
    }
}
