package org.sgad.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.sgad.event.UserId;
import org.sgad.http.PartOf;
import org.sgad.node.Role;
import org.sgad.security.CallerRole;
import org.sgad.security.Own;

/** {@code /api/users/{user_id}/preferences}: how a user wants to be told. */
@RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
@Own("user_id")
@PartOf(Role.NOTIFICATION)
@Path("/users/{user_id}/preferences")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class PreferencesResource {
    @Inject
    PreferenceStore store;

    @GET
    public Preferences find(@PathParam("user_id") String user) {
        return store.of(new UserId(user));
    }

    @PUT
    public Preferences replace(@PathParam("user_id") String user, ObjectNode form) {
        UserId id = new UserId(user);
        Preferences preferences = PreferencesForm.read(form);
        return PreferencesForm.namesEmail(form) ? store.save(id, preferences) : store.saveButEmail(id, preferences);
    }
}
