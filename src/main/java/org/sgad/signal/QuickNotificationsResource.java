package org.sgad.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.http.Problem;
import org.sgad.security.Caller;
import org.sgad.security.CallerLimits;
import org.sgad.security.CallerRole;

/** {@code /api/quick-notifications}: to who is connected now, through Redis only. */
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@Path("/quick-notifications")
@RequestScoped
public class QuickNotificationsResource {
    private static final EventType QUICK = new EventType("audit.notification.quick");

    record Sent(EventId eventId) {}

    @Inject
    QuickNotifications notifications;

    @Inject
    Clock clock;

    @Inject
    Caller caller;

    @Inject
    CallerLimits limits;

    @Inject
    Audit audit;

    @POST
    public Response send(ObjectNode fields) {
        limits.publish(caller, 1);
        QuickNotification notification = QuickNotification.of(fields, clock);
        if (caller.has(CallerRole.ADMIN)) {
            // before it is sent: what is not in the log did not happen
            audit.append(QUICK, fields(notification), caller.actor());
        }
        try {
            notifications.send(notification);
        } catch (RedisAway e) {
            throw Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "Quick notifications go through Redis, which is away: " + e.getMessage()
                                    + ". POST /notifications does without it.")
                    .exception();
        }
        return Response.accepted(new Sent(notification.event().id())).build();
    }

    private static ObjectNode fields(QuickNotification notification) {
        // not as user_id: the event is for administrators, not for the user
        return EventJson.object()
                .put("notification_id", notification.event().id().value())
                .put(
                        "notification_for",
                        notification
                                .event()
                                .audience()
                                .subject()
                                .map(UserId::value)
                                .orElse("*"));
    }
}
