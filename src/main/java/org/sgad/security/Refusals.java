package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.http.Problem;

/** What becomes of who is not let in: one line in the log, one more on the counter, and a problem as the answer. */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
    private static final int LONGEST_PATH = 200;

    @Inject
    AccessMeter meter;

    /** Answers a request that goes no further. */
    public void answer(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        note(refusal, request);
        response.setStatus(refusal.status());
        response.setContentType(Problem.MEDIA_TYPE.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", challenge(refusal));
        }
        if (refusal.isPassing()) {
            response.setHeader("Retry-After", "5");
        }
        response.getOutputStream().write(EventJson.write(problem(refusal)).getBytes(StandardCharsets.UTF_8));
    }

    static Problem problem(Refusal refusal) {
        return Problem.of(Response.Status.fromStatusCode(refusal.status()), refusal.detail());
    }

    /** Counts and logs. The query is left out, as a ticket may be in it. */
    public void note(Refusal refusal, HttpServletRequest request) {
        note(refusal, request.getMethod() + ' ' + request.getRequestURI(), request.getRemoteAddr());
    }

    /**
     * Counts and logs.
     *
     * @param what was not allowed
     * @param address where it came from
     */
    public void note(Refusal refusal, String what, @Nullable String address) {
        meter.refused(refusal);
        LOG.log(Level.INFO, "refused {0} of {1}: {2}", new Object[] {plain(what), address, refusal.detail()});
    }

    /** Without what would begin a new line in the log, or confuse a terminal. */
    static String plain(String text) {
        String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.substring(0, Math.min(LONGEST_PATH, clean.length()));
    }

    private static String challenge(Refusal refusal) {
        return refusal == Refusal.NO_TOKEN
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"" + refusal.detail() + '"';
    }
}
