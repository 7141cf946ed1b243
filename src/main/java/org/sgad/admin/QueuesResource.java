package org.sgad.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
    @Operation(
            summary = "Depth, consumers, oldest message and rates of the queues",
            description = "Every queue of the virtual host, where RabbitMQ's management API answers"
                    + " (RABBITMQ_MANAGEMENT_URL); else the queues of the contract and this node's own, without"
                    + " unacknowledged and rates. oldest_message_at is the publisher's time of the first message."
                    + " RabbitMQ tells it of classic queues alone: of the service queues, which are quorum queues,"
                    + " it is null, and sgad_recorder_lag_seconds and sgad_events_oldest_unpublished_seconds say"
                    + " how late events are.")
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
