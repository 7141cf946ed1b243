package org.sgad.notification;

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
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogReader;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** {@code /api/notifications/scheduled}: what waits, on every node whatever its roles, as scheduling is. */
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@Path("/notifications/scheduled")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ScheduleResource {
    @Inject
    ScheduleStore store;

    @Inject
    Schedule schedule;

    @Inject
    LogReader log;

    @Inject
    Caller caller;

    @GET
    public Page<ScheduledNotification> page(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        ScheduleCursor start = last == null ? ScheduleCursor.START : ScheduleCursor.parse("after", last);
        return Page.of(Page.limit(limit), most -> store.page(start, most), ScheduledNotification::cursor);
    }

    @DELETE
    @Path("/{event_id}")
    public void cancel(@PathParam("event_id") String id) {
        EventId event = new EventId(id);
        if (!schedule.cancel(event, caller.actor())) {
            throw log.find(event)
                    .filter(entry -> entry.eventType().equals(EventType.NOTIFICATION.value()))
                    .map(ScheduleResource::isOut)
                    .orElseGet(() -> Problem.of(Response.Status.NOT_FOUND, "No notification '" + id + "' is scheduled.")
                            .exception());
        }
    }

    private static ProblemException isOut(LogEntry entry) {
        return Problem.of(
                        Response.Status.CONFLICT,
                        "Notification '" + entry.eventId() + "' went out already, at " + entry.occurredAt() + ".")
                .exception();
    }
}
