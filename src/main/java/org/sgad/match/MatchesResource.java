package org.sgad.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.http.Page;
import org.sgad.http.PartOf;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.node.HomeZone;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;
import org.sgad.security.Own;
import org.sgad.security.Refusal;
import org.sgad.security.Refusals;

/** {@code /api/matches}: matches, who could officiate, and who does. */
@RolesAllowed(CallerRole.ADMINS)
@PartOf(Role.MATCH)
@Path("/matches")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class MatchesResource {
    @Inject
    Matches matches;

    @Inject
    Assignments assignments;

    @Inject
    LatestFilings latest;

    @Inject
    HomeZone zone;

    @Inject
    Caller caller;

    @Inject
    Refusals refusals;

    @Inject
    HttpServletRequest request;

    @POST
    public Response create(ObjectNode body, @Context UriInfo uri) {
        Match match = matches.create(MatchForm.read(body), caller.actor());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(match.matchId().toString())
                        .build())
                .entity(match)
                .build();
    }

    @GET
    @RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
    public Page<Match> page(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("referee_id") @Nullable String referee,
            @QueryParam("status") @Nullable String status,
            @QueryParam("category") @Nullable String category,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        MatchFilter filter = MatchFilter.parse(from, to, ownOr(referee), status, category, zone);
        String last = Page.after(after);
        return matches.page(filter, last == null ? null : cursor(last), Page.limit(limit));
    }

    @GET
    @Path("/{match_id}")
    @RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
    public Match find(@PathParam("match_id") String id) {
        Match match = matches.find(existing(id));
        if (!caller.has(CallerRole.ADMIN) && !match.has(caller.identity().user())) {
            throw notYours("You are not in this match.");
        }
        return match;
    }

    @GET
    @Path("/{match_id}/candidates")
    public Page<Candidate> candidates(
            @PathParam("match_id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        MatchId match = existing(id);
        String last = Page.after(after);
        Candidates.Place place = last == null ? null : Candidates.Place.parse(last);
        int most = Page.limit(limit);
        if (place == null) {
            latest.read();
        }
        return matches.candidates(match, place, most);
    }

    @POST
    @Path("/{match_id}/assignments")
    public Response assign(@PathParam("match_id") String id, ObjectNode body) {
        MatchId match = existing(id);
        AssignmentForm form = AssignmentForm.read(body);
        latest.readFor(form.referee(), matches.find(match).kickoffAt());
        Assignment assignment = assignments.assign(match, form, caller.actor());
        return Response.status(Response.Status.CREATED).entity(assignment).build();
    }

    @POST
    @Path("/{match_id}/assignments/{referee_id}/confirm")
    @RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
    @Own("referee_id")
    public Assignment confirm(@PathParam("match_id") String id, @PathParam("referee_id") String referee) {
        UserId refereeId = UserId.parse("referee_id", referee);
        boolean isOwn = caller.identity().speaksFor(refereeId);
        return assignments.confirm(existing(id), refereeId, isOwn, caller.actor());
    }

    @DELETE
    @Path("/{match_id}/assignments/{referee_id}")
    public void withdraw(@PathParam("match_id") String id, @PathParam("referee_id") String referee) {
        assignments.withdraw(existing(id), UserId.parse("referee_id", referee), caller.actor());
    }

    @POST
    @Path("/{match_id}/cancel")
    public Match cancel(@PathParam("match_id") String id) {
        return matches.cancel(existing(id), caller.actor());
    }

    /** Who is no administrator sees the matches that they are in, whether they say so or not. */
    private @Nullable String ownOr(@Nullable String referee) {
        if (caller.has(CallerRole.ADMIN)) {
            return referee;
        }
        if (referee != null && !referee.equals(caller.name())) {
            throw notYours("You may see the matches of " + caller.name() + ", not those of another referee.");
        }
        return caller.name();
    }

    private ProblemException notYours(String detail) {
        refusals.note(Refusal.ROLE, request);
        return Problem.of(Response.Status.FORBIDDEN, detail).exception();
    }

    private static MatchId existing(String id) {
        return MatchId.find(id).orElseThrow(() -> Matches.unknown(id));
    }

    private static MatchId cursor(String after) {
        return MatchId.find(after)
                .orElseThrow(() -> new InvalidFields("after", after, "must be what next gave, or a match_id"));
    }
}
