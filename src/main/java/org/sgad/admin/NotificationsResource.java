package org.sgad.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.security.Caller;
import org.sgad.security.CallerLimits;
import org.sgad.security.CallerRole;

/** {@code /api/notifications}: a notification to one user or to everybody. */
@Path("/notifications")
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@RequestScoped
public class NotificationsResource {
    @Inject
    Publishing publishing;

    @Inject
    Caller caller;

    @Inject
    CallerLimits limits;

    @POST
    public Response publish(ObjectNode fields, @HeaderParam("Idempotency-Key") @Nullable String key) {
        if (fields.hasNonNull("deliver_at")) {
            throw new InvalidFields(
                    "deliver_at",
                    fields.get("deliver_at").asText(),
                    "cannot be scheduled yet; leave it out to send it now");
        }
        limits.publish(caller, 1);
        return publishing
                .typed(EventType.NOTIFICATION, fields, caller.actor(), key)
                .response();
    }
}
