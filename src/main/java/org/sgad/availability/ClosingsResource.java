package org.sgad.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;
import org.sgad.http.Page;
import org.sgad.http.PartOf;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** The weekly closing over HTTP. */
@PartOf(Role.AVAILABILITY)
@Path("closings")
@RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ClosingsResource {
    private static final EventType RUN = new EventType("audit.closing.run");

    /** What a closing did or, with {@code dryRun}, would do. */
    public record Outcome(Week week, int closed, int expired, boolean dryRun) {}

    @Inject
    WeeklyClosing closing;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Clock clock;

    @Inject
    Caller caller;

    @Inject
    Audit audit;

    @GET
    public Page<ClosingRun> page(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        return closing.page(last == null ? null : Week.parse("after", last), Page.limit(limit));
    }

    @GET
    @Path("next")
    public NextClosing next() {
        return closing.next();
    }

    @POST
    @RolesAllowed(CallerRole.ADMINS)
    public Outcome run(ObjectNode body) {
        ClosingRequest request = ClosingRequest.read(body);
        Week week = request.week() == null ? schedule.weekAt(clock.instant()) : request.week();
        ClosingCounts counts = request.dryRun() ? closing.preview(week) : run(week);
        return new Outcome(week, counts.closed(), counts.expired(), request.dryRun());
    }

    private ClosingCounts run(Week week) {
        // before it is done, as its steps are transactions of their own: what is not in the log did not happen
        audit.append(RUN, EventJson.object().put("week", week.toString()), caller.actor());
        return closing.run(week, caller.actor());
    }
}
