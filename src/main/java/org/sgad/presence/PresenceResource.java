package org.sgad.presence;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.sgad.event.UserId;
import org.sgad.security.CallerRole;

/** {@code /api/presence}: whether a user is connected, anywhere. */
@RolesAllowed(CallerRole.ADMINS)
@Path("/presence")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PresenceResource {
    @Inject
    Directory directory;

    @GET
    @Path("/{user_id}")
    public Directory.UserPresence find(@PathParam("user_id") String user) {
        return directory.presence(new UserId(user));
    }
}
