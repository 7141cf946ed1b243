/**
 * Spans of an event's way, for whoever asks for them with MicroProfile Telemetry's {@code OTEL_SDK_DISABLED=false}. The
 * server makes those of HTTP requests, and exports all. Nothing else imports OpenTelemetry.
 *
 * <p>Not in the first design. Where a request's trace goes on does not depend on it: the {@code traceparent} travels as a
 * header of the event, spans or not.
 */
@NullMarked
package org.sgad.trace;

import org.jspecify.annotations.NullMarked;
