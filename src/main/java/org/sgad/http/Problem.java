package org.sgad.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** What went wrong, as RFC 9457 says it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, @Nullable String detail, List<FieldError> errors) {
    public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    private static final int UNPROCESSABLE = 422;

    public static Problem of(Response.Status status, @Nullable String detail) {
        return new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, List.of());
    }

    /** 422, naming every field that is wrong. */
    public static Problem of(InvalidFields invalid) {
        return new Problem(
                "about:blank", "Unprocessable Content", UNPROCESSABLE, invalid.getMessage(), invalid.errors());
    }

    /** 404, for what only nodes of another role have. */
    public static Problem notOfThisNode(Role role, Roles roles) {
        return of(
                Response.Status.NOT_FOUND,
                "This node has the roles " + roles + "; ask one with the role " + Roles.name(role) + ".");
    }

    public Response response() {
        return Response.status(status, title).type(MEDIA_TYPE).entity(this).build();
    }

    /** Answers with this problem where no resource does: in a servlet or a filter. */
    public void answer(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(EventJson.write(this).getBytes(StandardCharsets.UTF_8));
    }

    /** This problem as what a resource throws. */
    public ProblemException exception() {
        return new ProblemException(this, null);
    }

    /** As {@link #exception}, telling the caller for how long to wait, in whole seconds. */
    public ProblemException exceptionAfter(Duration wait) {
        return new ProblemException(this, wait);
    }
}
