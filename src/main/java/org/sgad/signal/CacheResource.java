package org.sgad.signal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** {@code /api/cache/invalidate}: what an administrator, or a program that changed the database, has caches forget. */
@RolesAllowed(CallerRole.ADMINS)
@Path("/cache/invalidate")
@RequestScoped
public class CacheResource {
    private static final EventType INVALIDATED = new EventType("audit.cache.invalidated");

    /** @param scope whether all nodes were told, or this one alone */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Invalidated(@Nullable String cache, @Nullable String key, String scope) {}

    @Inject
    Caches caches;

    @Inject
    Audit audit;

    @Inject
    Caller caller;

    @POST
    public Invalidated invalidate(ObjectNode body) {
        Invalidation asked = Invalidation.read(body).of(caches.names());
        // before it is done: what is not in the log did not happen
        audit.append(
                INVALIDATED, EventJson.object().put("cache", asked.cache()).put("key", asked.key()), caller.actor());
        boolean isEverywhere = caches.invalidate(asked);
        return new Invalidated(asked.cache(), asked.key(), isEverywhere ? "cluster" : "node");
    }
}
