package org.sgad.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.sgad.broker.BrokerAway;
import org.sgad.broker.QueueState;
import org.sgad.broker.Queues;
import org.sgad.http.Page;
import org.sgad.http.Problem;
import org.sgad.security.CallerRole;

/** {@code /api/queues}: how full the broker's queues are. */
@Path("/queues")
@RolesAllowed(CallerRole.ADMINS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class QueuesResource {
    @Inject
    Queues queues;

    @GET
    public Page<QueueState> read() {
        try {
            return new Page<>(queues.read(), null);
        } catch (BrokerAway e) {
            throw Problem.of(
                            Response.Status.SERVICE_UNAVAILABLE,
                            "The broker cannot be asked for its queues now: " + e.getMessage() + ".")
                    .exception();
        }
    }
}
