package org.sgad.admin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.sgad.event.EventSchema;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.http.Page;
import org.sgad.security.CallerRole;

/** {@code /api/event-types}: what can be published with {@code POST /api/events/{event_type}}, and with which fields. */
@Path("/event-types")
@RolesAllowed({CallerRole.SERVICES, CallerRole.ADMINS})
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventTypesResource {
    /**
     * A type and what its events consist of.
     *
     * @param schema the fields as a JSON Schema; others pass unchanged
     */
    public record TypedEvent(EventType eventType, Exchange exchange, JsonNode schema) {
        static TypedEvent of(EventType type) {
            EventSchema schema = EventSchema.of(type).orElseThrow();
            return new TypedEvent(type, schema.exchange(), schema.jsonSchema());
        }
    }

    @GET
    public Page<TypedEvent> read() {
        return new Page<>(EventSchema.all().stream().map(TypedEvent::of).toList(), null);
    }
}
