package org.sgad.push;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.http.Problem;

/**
 * What a client of server-sent events asks for.
 *
 * @param user who asks
 * @param lastEventId the cursor it had; the header, which a browser keeps up to date, comes before the parameter
 */
record SseRequest(UserId user, Interest interest, @Nullable String lastEventId) {
    static final String EVERYTHING = "/api/events/stream";
    static final String TYPE = "text/event-stream";

    private static final UserId SOMEBODY = new UserId("anonymous");

    /**
     * Reads a request.
     *
     * @throws org.sgad.http.ProblemException where there is no such path, or the client cannot take the answer
     * @throws org.sgad.event.InvalidFields where no user can have that id
     */
    static SseRequest of(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        if (accept != null && !accepts(accept)) {
            throw Problem.of(Response.Status.NOT_ACCEPTABLE, "Only " + TYPE + " is here; Accept is '" + accept + "'.")
                    .exception();
        }
        String header = request.getHeader("Last-Event-ID");
        String last = header == null ? request.getParameter("last_event_id") : header;
        String lastId = last == null || last.isBlank() ? null : last.strip();
        return EVERYTHING.equals(request.getServletPath())
                ? new SseRequest(caller(request), everything(request), lastId)
                : ofUser(request.getPathInfo(), lastId);
    }

    private static SseRequest ofUser(@Nullable String path, @Nullable String lastId) {
        if (path == null || path.lastIndexOf('/') != 0 || path.length() == 1) {
            throw Problem.of(Response.Status.NOT_FOUND, "Events are at /api/sse/{user_id}.")
                    .exception();
        }
        UserId user = new UserId(path.substring(1));
        return new SseRequest(user, new Interest.OfUser(user), lastId);
    }

    private static UserId caller(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal())
                .flatMap(principal -> UserId.find(principal.getName()))
                .orElse(SOMEBODY);
    }

    private static Interest everything(HttpServletRequest request) {
        String types = request.getParameter("type");
        String user = request.getParameter("user_id");
        return new Interest.OfAdmin(
                types == null || types.isBlank() ? EventTypes.ALL : EventTypes.parse("type", types),
                user == null || user.isBlank() ? null : new UserId(user));
    }

    /** Whether an {@code Accept} header allows events; its most specific range decides. */
    static boolean accepts(String accept) {
        int best = -1;
        boolean accepted = false;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int precision = precision(parts[0].strip());
            if (precision > best) {
                best = precision;
                accepted = !isRefused(parts);
            }
        }
        return accepted;
    }

    private static int precision(String range) {
        return switch (range) {
            case TYPE -> 2;
            case "text/*" -> 1;
            case "*/*" -> 0;
            default -> -1;
        };
    }

    private static boolean isRefused(String[] parts) {
        for (String parameter : parts) {
            if (parameter.strip().matches("q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }
}
