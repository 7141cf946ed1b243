package org.sgad.availability;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.sgad.http.PartOf;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** The stored weeks against the log, over HTTP. */
@PartOf(Role.AVAILABILITY)
@Path("availability")
@RolesAllowed(CallerRole.ADMINS)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProjectionResource {
    @Inject
    Projection projection;

    @Inject
    Caller caller;

    @POST
    @Path("verify")
    public Projection.Comparison verify() {
        return projection.verify();
    }

    @POST
    @Path("rebuild")
    public Projection.Comparison rebuild() {
        return projection.rebuild(caller.actor());
    }
}
