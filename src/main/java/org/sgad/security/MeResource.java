package org.sgad.security;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/** {@code /api/me}: who the caller is. */
@Path("/me")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RequestScoped
public class MeResource {
    /**
     * The caller.
     *
     * @param endsAt when the token ends; null where there is none
     */
    public record Me(
            UserId userId, List<String> roles, @Nullable Instant endsAt) {}

    @Inject
    Caller caller;

    @GET
    public Me me() {
        Identity identity = caller.identity();
        List<String> roles =
                identity.roles().stream().sorted().map(CallerRole::title).toList();
        return new Me(identity.user(), roles, identity.endsAt());
    }
}
