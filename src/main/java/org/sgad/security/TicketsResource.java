package org.sgad.security;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** {@code /api/ws-tickets}: a ticket for one socket or stream. */
@Path("/ws-tickets")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RequestScoped
public class TicketsResource {
    /**
     * Good for one socket or stream.
     *
     * @param expiresIn seconds
     */
    public record Ticket(String ticket, long expiresIn) {}

    @Inject
    Tickets tickets;

    @Inject
    Caller caller;

    @Inject
    CallerLimits limits;

    @POST
    public Ticket issue(@HeaderParam("Origin") @Nullable String origin) {
        limits.ticket(caller);
        return new Ticket(tickets.issue(new Tickets.Admission(caller.identity(), origin)), Tickets.LIFE.toSeconds());
    }
}
