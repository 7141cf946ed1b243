package org.sgad.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.SgadEvent;
import org.sgad.event.Traceparent;
import org.sgad.node.Settings;

/** Begins spans. Only where {@link #areWanted}: to ask the server for its tracer would have it trace every request. */
@ApplicationScoped
public class Traces {
    @Inject
    TraceSettings settings;

    @Inject
    Instance<Tracer> tracer;

    @Produces
    @Singleton
    static TraceSettings settings(Settings settings) {
        return TraceSettings.from(settings);
    }

    public boolean areWanted() {
        return settings.wanted();
    }

    /** The span of the request that the current thread serves; nothing where there is none. */
    public Optional<Traceparent> current() {
        return areWanted()
                ? Optional.of(Span.current().getSpanContext())
                        .filter(SpanContext::isValid)
                        .map(Step::traceparent)
                : Optional.empty();
    }

    /** Begins to publish an event, as part of the trace that its header names. */
    public Step publishing(SgadEvent event) {
        return begin(
                "publish",
                SpanKind.PRODUCER,
                event.exchange(),
                event.routingKey(),
                event.id().value(),
                event.traceparent());
    }

    /** Begins to hand a message out to sessions, as part of the trace that its header names. */
    public Step delivering(String exchange, String routingKey, String id, @Nullable Traceparent from) {
        return begin("deliver", SpanKind.CONSUMER, exchange, routingKey, id, from);
    }

    private Step begin(
            String what, SpanKind kind, String exchange, String routingKey, String id, @Nullable Traceparent from) {
        return new Step(tracer.get()
                .spanBuilder(what + ' ' + exchange)
                .setSpanKind(kind)
                .setParent(from == null ? Context.root() : context(from))
                .setAttribute("messaging.system", "rabbitmq")
                .setAttribute("messaging.destination.name", exchange)
                .setAttribute("messaging.rabbitmq.destination.routing_key", routingKey)
                .setAttribute("messaging.message.id", id)
                .startSpan());
    }

    private static Context context(Traceparent from) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        from.traceId(), from.spanId(), TraceFlags.fromHex(from.flags(), 0), TraceState.getDefault())));
    }
}
