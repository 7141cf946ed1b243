package org.sgad.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.UserId;

/** Who made the current request. */
@RequestScoped
public class Caller {
    private static final String CORRELATION_HEADER = "X-Correlation-Id";
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** W3C Trace Context, whose trace-id is not all zeros. */
    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @Inject
    HttpServletRequest request;

    private @Nullable String correlationId;

    /** Who it is, as the gate found out. */
    public Identity identity() {
        return visitor().identity();
    }

    /** The user's id, or {@code anonymous}. */
    public String name() {
        return identity().user().value();
    }

    /** Where the request came from: the client's network address, or its proxy's. */
    public String address() {
        return visitor().address();
    }

    public boolean has(CallerRole role) {
        return identity().has(role);
    }

    /** Whether this is about somebody else than who calls: then it is an administrator's deed. */
    public boolean isActingFor(UserId user) {
        return !identity().user().equals(user);
    }

    /** The caller as the log names it. */
    public Actor actor() {
        return new Actor(name(), correlationId(), address());
    }

    private Visitor visitor() {
        return Visitor.of(request.getUserPrincipal());
    }

    /** The request's {@code X-Correlation-Id}, or its {@code traceparent}'s trace, where that is a plain one; else a new one. */
    private String correlationId() {
        if (correlationId == null) {
            correlationId = given(CORRELATION_HEADER, CORRELATION, 0)
                    .or(() -> given("traceparent", TRACE, 1))
                    .orElseGet(() -> UUID.randomUUID().toString());
        }
        return correlationId;
    }

    private Optional<String> given(String header, Pattern allowed, int group) {
        return Optional.ofNullable(request.getHeader(header))
                .map(allowed::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(group));
    }
}
