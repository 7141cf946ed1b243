package org.sgad.notification;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.eventlog.Audit;
import org.sgad.http.Page;
import org.sgad.http.PartOf;
import org.sgad.http.Problem;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;
import org.sgad.security.Own;

/** {@code /api/users/{user_id}/notifications}: a user's inbox. */
@RolesAllowed({CallerRole.REFEREES, CallerRole.ADMINS})
@Own("user_id")
@PartOf(Role.NOTIFICATION)
@Path("/users/{user_id}/notifications")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class InboxResource {
    private static final EventType READ = new EventType("audit.inbox.read");

    @Inject
    Inbox inbox;

    @Inject
    Audit audit;

    @Inject
    Caller caller;

    /**
     * What became of a whole inbox.
     *
     * @param read how many became read
     */
    public record AllRead(int read, long unread) {}

    @GET
    public Inbox.Part page(
            @PathParam("user_id") String user,
            @QueryParam("unread") @Nullable String unread,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        InboxCursor start = last == null ? InboxCursor.START : InboxCursor.parse("after", last);
        return inbox.page(new UserId(user), start, flag("unread", unread), Page.limit(limit));
    }

    @POST
    @Transactional
    @Path("/{event_id}/read")
    public InboxItem read(@PathParam("user_id") String user, @PathParam("event_id") String event) {
        UserId id = new UserId(user);
        tell(id, event);
        return inbox.read(id, new EventId(event))
                .orElseThrow(() -> Problem.of(
                                Response.Status.NOT_FOUND, "The inbox of " + user + " has no event '" + event + "'.")
                        .exception());
    }

    @POST
    @Transactional
    @Path("/read-all")
    public AllRead readAll(@PathParam("user_id") String user) {
        UserId id = new UserId(user);
        tell(id, null);
        return new AllRead(inbox.readAll(id), inbox.countUnread(id));
    }

    /** Where nobody is asked who they are, whoever reads is the user. */
    private void tell(UserId user, @Nullable String event) {
        if (!caller.identity().speaksFor(user)) {
            audit.append(READ, EventJson.object().put("inbox_of", user.value()).put("read", event), caller.actor());
        }
    }

    private static boolean flag(String field, @Nullable String given) {
        if (given != null && !given.equals("true") && !given.equals("false")) {
            throw new InvalidFields(field, given, "must be true or false");
        }
        return "true".equals(given);
    }
}
