package org.sgad.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The step of a distributed trace that something comes from, as W3C Trace Context tells it in the header
 * {@code traceparent} of HTTP and AMQP.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all of them 0
 * @param spanId 16 such digits, not all of them 0
 * @param flags 2 such digits
 */
public record Traceparent(String traceId, String spanId, String flags) {
    public static final String HEADER = "traceparent";

    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String VERSION = "00";

    /** Reads a header; nothing where it is none or not valid. Of versions to come it takes what they share with this one. */
    public static Optional<Traceparent> parse(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(header);
        if (!form.matches() || (form.group(1).equals(VERSION) && form.group(5) != null)) {
            return Optional.empty();
        }
        return Optional.of(new Traceparent(form.group(2), form.group(3), form.group(4)));
    }

    /** The header's value. */
    @Override
    public String toString() {
        return VERSION + '-' + traceId + '-' + spanId + '-' + flags;
    }
}
