package org.sgad.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.InvalidFields;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.LogText;

/** Whatever ends a request early is answered as a problem; only what we did not expect is logged. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException expected) {
                return expected.response();
            }
            if (cause instanceof InvalidFields invalid) {
                return Problem.of(invalid).response();
            }
            if (cause instanceof WebApplicationException known) {
                return ofServer(known);
            }
            if (cause instanceof TimeoutException) {
                return Problem.of(Response.Status.REQUEST_TIMEOUT, "The request's body did not come in time.")
                        .response();
            }
            if (cause instanceof DatabaseFailure database && database.isAway()) {
                return databaseIsAway(database);
            }
        }
        LOG.log(Level.SEVERE, "request failed", failure);
        return Problem.of(Response.Status.INTERNAL_SERVER_ERROR, "The request failed; the server's log says why.")
                .response();
    }

    private static Response databaseIsAway(DatabaseFailure failure) {
        LOG.log(Level.WARNING, "request failed: {0}", LogText.of(failure.getMessage()));
        Problem problem =
                Problem.of(Response.Status.SERVICE_UNAVAILABLE, "The database cannot be reached now; try again.");
        return Response.fromResponse(problem.response())
                .header("Retry-After", "5")
                .build();
    }

    private static Response ofServer(WebApplicationException known) {
        Response original = known.getResponse();
        Response.StatusType status = original.getStatusInfo();
        if (status.getFamily() == Response.Status.Family.REDIRECTION) {
            return original;
        }
        Problem problem = new Problem(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), known.getMessage(), List.of());
        MultivaluedMap<String, Object> headers = original.getHeaders();
        Response.ResponseBuilder answer = Response.fromResponse(problem.response());
        if (headers.containsKey("Allow")) {
            answer.header("Allow", headers.getFirst("Allow"));
        }
        return answer.build();
    }
}
