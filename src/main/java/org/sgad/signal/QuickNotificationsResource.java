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
import org.sgad.http.Problem;
import org.sgad.security.Caller;
import org.sgad.security.CallerLimits;
import org.sgad.security.CallerRole;

/** {@code /api/quick-notifications}: to who is connected now, through Redis only. */
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@Path("/quick-notifications")
@RequestScoped
public class QuickNotificationsResource {
    record Sent(EventId eventId) {}

    @Inject
    QuickNotifications notifications;

    @Inject
    Clock clock;

    @Inject
    Caller caller;

    @Inject
    CallerLimits limits;

    @POST
    public Response send(ObjectNode fields) {
        limits.publish(caller, 1);
        QuickNotification notification = QuickNotification.of(fields, clock);
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
}
