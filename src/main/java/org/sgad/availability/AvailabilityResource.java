package org.sgad.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.http.Page;
import org.sgad.http.PartOf;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;
import org.sgad.security.Own;

/** Referees' weeks over HTTP. */
@PartOf(Role.AVAILABILITY)
@Path("availability")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AvailabilityResource {
    private static final EventType FILED = new EventType("audit.availability.filed");
    private static final EventType CLOSED = new EventType("audit.availability.closed");

    @Inject
    Availability availability;

    @Inject
    WeekCache cache;

    @Inject
    ClosingSchedule schedule;

    @Inject
    Clock clock;

    @Inject
    Caller caller;

    @Inject
    Audit audit;

    @PUT
    @Transactional
    @RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
    @Own("referee_id")
    @Path("{referee_id}/{week}")
    public Response file(
            @PathParam("referee_id") String referee,
            @PathParam("week") String weekText,
            @Context HttpHeaders headers,
            ObjectNode body) {
        UserId refereeId = UserId.parse("referee_id", referee);
        Week week = Week.parse(weekText);
        Preconditions preconditions = new Preconditions(
                headers.getHeaderString(HttpHeaders.IF_MATCH), headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
        FiledWeek filed =
                availability.file(refereeId, week, SlotsReader.read(body, week), preconditions, caller.actor());
        // where nobody is asked who they are, a filing is the referee's own
        if (!caller.identity().speaksFor(refereeId)) {
            tell(FILED, filed);
        }
        return tagged(filed).build();
    }

    private void tell(EventType type, FiledWeek filed) {
        // not as referee_id: the event is for administrators, not for the referee
        ObjectNode fields = EventJson.object()
                .put("availability_of", filed.refereeId().value())
                .put("week", filed.week().toString())
                .put("total_slots", filed.totalSlots());
        audit.append(type, fields, caller.actor());
    }

    @GET
    @RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
    @Own("referee_id")
    @Path("{referee_id}/{week}")
    public Response find(
            @PathParam("referee_id") String referee, @PathParam("week") String week, @Context Request request) {
        return answer(UserId.parse("referee_id", referee), Week.parse(week), request);
    }

    @GET
    @RolesAllowed({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
    @Path("me")
    public Response mine(@QueryParam("week") @Nullable String week, @Context Request request) {
        Week wanted = week == null ? schedule.weekAt(clock.instant()) : Week.parse(week);
        return answer(new UserId(caller.name()), wanted, request);
    }

    @GET
    @RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
    public Page<AvailableReferee> availableOn(
            @QueryParam("date") @Nullable String date,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        return cache.availableOn(date(date), last == null ? null : UserId.parse("after", last), Page.limit(limit));
    }

    @POST
    @Transactional
    @RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
    @Own("referee_id")
    @Path("{referee_id}/{week}/close")
    public Response close(@PathParam("referee_id") String referee, @PathParam("week") String week) {
        FiledWeek closed = availability.close(UserId.parse("referee_id", referee), Week.parse(week), caller.actor());
        if (caller.isActingFor(closed.refereeId())) {
            tell(CLOSED, closed);
        }
        return tagged(closed).build();
    }

    private Response answer(UserId referee, Week week, Request request) {
        FiledWeek filed = cache.find(referee, week).orElseThrow(() -> Availability.neverFiled(referee, week));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(filed));
        return unchanged == null ? tagged(filed).build() : unchanged.build();
    }

    private static Response.ResponseBuilder tagged(FiledWeek filed) {
        return Response.ok(filed).tag(tag(filed));
    }

    private static EntityTag tag(FiledWeek filed) {
        return new EntityTag(Long.toString(filed.version()));
    }

    private static LocalDate date(@Nullable String given) {
        try {
            if (given != null) {
                LocalDate date = LocalDate.parse(given);
                Week.of(date);
                return date;
            }
        } catch (DateTimeException | InvalidFields e) {
            // answered below, as a date that is missing
        }
        throw new InvalidFields("date", given, "must be a date such as 2026-10-17, of the years 2000 to 2200");
    }
}
