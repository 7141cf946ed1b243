package org.sgad.health;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;
import org.sgad.security.CallerRole;

/** {@code /api/metrics/history}: what this node did in the last hour, for charts. */
@Path("/metrics/history")
@RolesAllowed(CallerRole.ADMINS)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class HistoryResource {
    @Inject
    History history;

    @GET
    public History.Chart read(@QueryParam("minutes") @Nullable String minutes) {
        return history.chart(minutes(minutes));
    }

    private static int minutes(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return History.MINUTES;
        }
        if (given.matches("[0-9]{1,2}")) {
            int minutes = Integer.parseInt(given);
            if (minutes >= 1 && minutes <= History.MINUTES) {
                return minutes;
            }
        }
        throw new InvalidFields("minutes", given, "must be a whole number from 1 to " + History.MINUTES);
    }
}
