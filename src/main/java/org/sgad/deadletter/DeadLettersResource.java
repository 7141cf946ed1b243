package org.sgad.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.http.Page;
import org.sgad.http.PartOf;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.node.Role;
import org.sgad.security.Caller;
import org.sgad.security.CallerRole;

/** {@code /api/dead-letters}: look at them, send them back, discard them. */
@PartOf(Role.AVAILABILITY)
@Path("/dead-letters")
@RolesAllowed(CallerRole.ADMINS)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeadLettersResource {
    private static final LetterFilter ANY = new LetterFilter(null, null, null);
    private static final LetterId START = new LetterId(0);

    @Inject
    DeadLetterStore store;

    @Inject
    DeadLetters letters;

    @Inject
    Caller caller;

    /**
     * What became of a request for many.
     *
     * @param requeued how many go back
     * @param refused those of the given ids that do not
     */
    public record Requeued(int requeued, List<Refusal> refused) {}

    /** Why one does not go back. */
    public record Refusal(String id, String message) {}

    @GET
    public Page<DeadLetter> page(
            @QueryParam("queue") @Nullable String queue,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("routing_key") @Nullable String routingKey,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        String last = Page.after(after);
        LetterId start = last == null ? START : LetterId.parse("after", last);
        return store.page(LetterFilter.of(queue, reason, routingKey), start, Page.limit(limit));
    }

    @GET
    @Path("/{id}")
    public DeadLetter find(@PathParam("id") String id) {
        return find(existing(id));
    }

    @DELETE
    @Path("/{id}")
    public void discard(@PathParam("id") String id) {
        LetterId letter = existing(id);
        if (!letters.discard(letter, caller.actor())) {
            throw conflict(find(letter));
        }
    }

    @POST
    @Path("/{id}/requeue")
    public Response requeue(@PathParam("id") String id) {
        LetterId letter = existing(id);
        DeadLetter before = find(letter);
        if (letters.requeue(new RequeueRequest(List.of(letter), ANY), caller.actor())
                .isEmpty()) {
            throw conflict(find(letter));
        }
        return Response.accepted(store.find(letter).orElse(before)).build();
    }

    @POST
    @Path("/requeue")
    public Response requeue(ObjectNode body) {
        RequeueRequest request = RequeueRequest.read(body);
        Set<LetterId> requeued = letters.requeue(request, caller.actor());
        List<LetterId> asked = request.ids() == null ? List.of() : request.ids();
        List<Refusal> refused = asked.stream()
                .distinct()
                .filter(id -> !requeued.contains(id))
                .map(id -> new Refusal(
                        id.toString(),
                        store.find(id).map(DeadLettersResource::hindrance).orElse(absent(id.toString()))))
                .toList();
        return Response.accepted(new Requeued(requeued.size(), refused)).build();
    }

    private static LetterId existing(String id) {
        return LetterId.find(id).orElseThrow(() -> notFound(id));
    }

    private DeadLetter find(LetterId id) {
        return store.find(id).orElseThrow(() -> notFound(id.toString()));
    }

    private static ProblemException notFound(String id) {
        return Problem.of(Response.Status.NOT_FOUND, absent(id)).exception();
    }

    private static String absent(String id) {
        return "There is no dead letter '" + id + "'; it was sent back or discarded, if there ever was one.";
    }

    private static ProblemException conflict(DeadLetter letter) {
        return Problem.of(Response.Status.CONFLICT, hindrance(letter)).exception();
    }

    private static String hindrance(DeadLetter letter) {
        if (letter.requeueRequestedAt() != null) {
            return "Dead letter " + letter.id() + " is on its way back to queue '" + letter.queue() + "', as "
                    + letter.actor() + " asked at " + letter.requeueRequestedAt() + ".";
        }
        if (letter.queue() == null) {
            return "Dead letter " + letter.id()
                    + " cannot be sent back: nothing tells the queue it came from. It can be discarded.";
        }
        return "Dead letter " + letter.id()
                + " cannot be sent back: its properties are none that can be sent. It can be discarded.";
    }
}
