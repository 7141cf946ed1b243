package org.sgad.push;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;
import org.sgad.http.TcpConnection;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.security.Refusals;
import org.sgad.security.Visitor;

/**
 * {@code GET /api/sse/{user_id}}: a user's events where WebSockets cannot pass; {@code GET /api/events/stream}: everything
 * that happens, for administrators. A servlet of its own, as what JAX-RS sends
 * blocks the sender while the client does not read.
 */
@WebServlet(
        urlPatterns = {"/api/sse/*", SseRequest.EVERYTHING},
        asyncSupported = true)
public class SseEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Sessions sessions;

    @Inject
    transient Addresses addresses;

    @Inject
    transient Recoveries recoveries;

    @Inject
    transient PushMeter meter;

    @Inject
    transient Roles roles;

    @Inject
    transient Refusals refusals;

    @Inject
    transient Clock clock;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!roles.has(Role.GATEWAY)) {
            Problem.notOfThisNode(Role.GATEWAY, roles).answer(response);
            return;
        }
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problem.of(Response.Status.METHOD_NOT_ALLOWED, "Events are read with GET.")
                    .answer(response);
            return;
        }
        try {
            open(SseRequest.of(request), request, response);
        } catch (ProblemException e) {
            e.problem().answer(response);
        } catch (InvalidFields e) {
            Problem.of(e).answer(response);
        }
    }

    private void open(SseRequest asked, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request.getUserPrincipal());
        if (!asked.interest().isOpenTo(visitor.identity())) {
            refusals.answer(asked.interest().refusal(), request, response);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        SseWire wire = new SseWire(async, response.getOutputStream(), TcpConnection.of(request));
        OpenSession opened = OpenSession.now(asked.user(), Format.SSE, visitor.address(), clock);
        boolean isOwn = asked.interest() instanceof Interest.OfUser
                && visitor.identity().speaksFor(asked.user());
        OpenSession about = isOwn ? opened : opened.watchedBy(visitor.identity().user());
        UserSession session = new UserSession(about, asked.interest(), Format.SSE, true, wire, meter);
        session.belongTo(visitor.identity());
        CloseReason tooMany = enter(session, visitor);
        if (tooMany != null) {
            Problem.of(Response.Status.TOO_MANY_REQUESTS, tooMany.getReasonPhrase())
                    .answer(response);
            async.complete();
            return;
        }
        response.setContentType(SseRequest.TYPE + ";charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        wire.begin(() -> {
            sessions.remove(session);
            session.outbound().discard();
            addresses.leave(visitor.address());
        });
        recoveries.begin(session, ResumePoint.ofStream(asked.lastEventId()));
    }

    private @Nullable CloseReason enter(UserSession session, Visitor visitor) {
        if (!addresses.enter(visitor.address())) {
            return CloseCodes.TOO_MANY_OF_ADDRESS;
        }
        if (!sessions.add(session)) {
            addresses.leave(visitor.address());
            return session.interest() instanceof Interest.OfAdmin
                    ? CloseCodes.TOO_MANY_OF_ADMINS
                    : CloseCodes.TOO_MANY_SESSIONS;
        }
        return null;
    }
}
