package org.sgad.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** {@code /api/replays}: send a slice of the log again, see how far that is, end it. */
@Path("/replays")
@RolesAllowed(CallerRole.ADMINS)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReplaysResource {
    private static final ReplayId START = new ReplayId(0);

    @Inject
    Replays replays;

    @Inject
    ReplayStore store;

    @Inject
    Caller caller;

    /** The answer to a request; {@code replayId} is null after a dry run. */
    public record Requested(@Nullable ReplayId replayId, long count) {}

    @POST
    public Response request(ObjectNode body) {
        ReplayForm form = ReplayForm.read(body);
        if (form.isDryRun()) {
            return Response.ok(new Requested(null, replays.count(form))).build();
        }
        Replay replay = replays.request(form, caller.actor());
        return Response.accepted(new Requested(replay.replayId(), replay.count()))
                .build();
    }

    @GET
    public Page<Replay> page(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        ReplayId start = last == null ? START : ReplayId.parse("after", last);
        return Page.of(
                Page.limit(limit),
                most -> store.page(start, most),
                replay -> replay.replayId().toString());
    }

    @GET
    @Path("/{replay_id}")
    public Replay find(@PathParam("replay_id") String id) {
        return ReplayId.find(id).flatMap(store::find).orElseThrow(() -> notFound(id));
    }

    @DELETE
    @Path("/{replay_id}")
    public void cancel(@PathParam("replay_id") String id) {
        ReplayId replay = ReplayId.find(id).orElseThrow(() -> notFound(id));
        if (replays.cancel(replay, caller.actor()).isEmpty()) {
            Replay ended = find(id);
            throw Problem.of(
                            Response.Status.CONFLICT,
                            "Replay " + id + " is " + ended.status().label() + " since " + ended.endedAt() + ".")
                    .exception();
        }
    }

    private static ProblemException notFound(String id) {
        return Problem.of(Response.Status.NOT_FOUND, "There is no replay '" + id + "'.")
                .exception();
    }
}
