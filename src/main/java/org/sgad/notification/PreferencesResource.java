package org.sgad.notification;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.http.PartOf;
import org.sgad.node.Role;
import org.sgad.security.Caller;
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
    private static final EventType CHANGED = new EventType("audit.preferences.changed");

    @Inject
    PreferenceStore store;

    @Inject
    Audit audit;

    @Inject
    Caller caller;

    @GET
    public Preferences find(@PathParam("user_id") String user) {
        return store.of(new UserId(user));
    }

    @PUT
    @Transactional
    public Preferences replace(@PathParam("user_id") String user, ObjectNode form) {
        UserId id = new UserId(user);
        Preferences preferences = PreferencesForm.read(form);
        if (caller.isActingFor(id)) {
            // not as user_id, and without what is the user's own affair: the event is for administrators
            audit.append(CHANGED, EventJson.object().put("preferences_of", id.value()), caller.actor());
        }
        return PreferencesForm.namesEmail(form) ? store.save(id, preferences) : store.saveButEmail(id, preferences);
    }
}
