package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.http.Problem;
import org.sgad.node.LogText;

/** What becomes of who is not let in: one line in the log, one more on the counter, and a problem as the answer. */
@ApplicationScoped
public class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class.getName());

    @Inject
    AccessMeter meter;

    /** Answers a request that goes no further. */
    public void answer(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        note(refusal, request);
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", challenge(refusal));
        }
        if (refusal.isPassing()) {
            response.setHeader("Retry-After", "5");
        }
        problem(refusal).answer(response);
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
        LOG.log(Level.INFO, "refused {0} of {1}: {2}", new Object[] {LogText.of(what), address, refusal.detail()});
    }

    private static String challenge(Refusal refusal) {
        return refusal == Refusal.NO_TOKEN
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"" + refusal.detail() + '"';
    }
}
