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
        limits.publish(caller, 1);
        return publishing
                .typed(EventType.NOTIFICATION, fields, caller.actor(), key)
                .response();
    }
}
