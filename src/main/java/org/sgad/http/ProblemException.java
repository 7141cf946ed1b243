package org.sgad.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Problem problem;

    private final @Nullable Duration wait;

    ProblemException(Problem problem, @Nullable Duration wait) {
        super(problem.detail());
        this.problem = problem;
        this.wait = wait;
    }

    public Problem problem() {
        return problem;
    }

    /** The problem as an answer, with {@code Retry-After} where it is worth a second try. */
    Response response() {
        Response plain = problem.response();
        return wait == null
                ? plain
                : Response.fromResponse(plain)
                        .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                        .build();
    }
}
