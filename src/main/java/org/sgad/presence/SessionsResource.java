package org.sgad.presence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;
import org.sgad.signal.RedisAway;

/** {@code /api/sessions}: who is connected to which node, and closing one of them. */
@RolesAllowed(CallerRole.ADMINS)
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SessionsResource {
    private static final EventType DISCONNECTED = new EventType("audit.session.disconnected");
    private static final int MAX_ID = 100;

    @Inject
    Directory directory;

    @Inject
    Closings closings;

    @Inject
    Audit audit;

    @Inject
    Caller caller;

    @GET
    public Directory.SessionPage read(
            @QueryParam("user_id") @Nullable String user,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        if (after != null && after.length() > MAX_ID) {
            throw new InvalidFields("after", after, "must be a session's id");
        }
        return directory.page(
                user == null || user.isEmpty() ? null : new UserId(user),
                after == null ? "" : after,
                Page.limit(limit));
    }

    @DELETE
    @Path("/{id}")
    public Response disconnect(@PathParam("id") String id) {
        try {
            JsonNode session = directory.find(id).orElseThrow(() -> notFound(id));
            boolean isDone = closings.claim(id) && disconnect(id, session);
            return Response.status(isDone ? Response.Status.NO_CONTENT : Response.Status.ACCEPTED)
                    .build();
        } catch (RedisAway e) {
            throw Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "This node has no session '" + id + "', and the others are reached through Redis, which is"
                                    + " away: " + e.getMessage())
                    .exception();
        }
    }

    /** In the log before it is done: what is not there did not happen. */
    private boolean disconnect(String id, JsonNode session) {
        try {
            // not as user_id: the event is for administrators, not for the user
            ObjectNode fields = EventJson.object()
                    .put("session_id", id)
                    .put("session_user", session.path("user_id").asText())
                    .put("node", session.path("node").asText())
                    .put("kind", session.path("kind").asText());
            audit.append(DISCONNECTED, fields, caller.actor());
            return directory.disconnect(id);
        } catch (RuntimeException e) {
            closings.release(id);
            throw e;
        }
    }

    private static ProblemException notFound(String id) {
        return Problem.of(
                        Response.Status.NOT_FOUND, "There is no session '" + id + "'; it ended, if there ever was one.")
                .exception();
    }
}
