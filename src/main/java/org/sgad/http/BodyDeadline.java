package org.sgad.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Set;

/**
 * How long the body of a request may take to arrive: 30 s. Whoever awaits one holds one of the server's 200 threads, so that
 * no more than 100 are awaited at once, of one caller ten, or more while half are free; beyond that, who sends a body
 * after its head is asked to come back.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class BodyDeadline extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final int MOST = 100;
    private static final int MOST_OF_ONE = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** The name of all, without authentication. */
    private static final String NOBODY_ASKED = "anonymous";

    private final transient Places places = new Places(MOST, MOST_OF_ONE);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String caller = caller(request);
        if (isHere(request)) {
            chain.doFilter(request, response);
        } else if (places.take(caller)) {
            Awaited awaited = new Awaited(request, () -> places.giveBack(caller));
            try {
                chain.doFilter(awaited, response);
            } finally {
                awaited.body.end();
            }
        } else {
            refuse(response);
        }
    }

    /** By name, where somebody is known, else by network address; each connection, where everybody has the same name. */
    private static String caller(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return request.getRemoteAddr();
        }
        return principal.getName().equals(NOBODY_ASKED)
                ? request.getRemoteAddr() + ':' + request.getRemotePort()
                : principal.getName();
    }

    /** Whether nothing is left to wait for. */
    private static boolean isHere(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return length < 0
                ? !isOfUnknownLength(request)
                : request.getInputStream().available() >= length;
    }

    /** In HTTP/2 nothing tells, but for the method. */
    private static boolean isOfUnknownLength(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null
                || (request.getProtocol().equals("HTTP/2.0") && WITH_BODY.contains(request.getMethod()));
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", Long.toString(COME_BACK.toSeconds()));
        response.setHeader("Connection", "close");
        Problem.of(Response.Status.SERVICE_UNAVAILABLE, "Too many requests are on their way; try again.")
                .answer(response);
    }

    private static final class Awaited extends HttpServletRequestWrapper {
        private final BodyStream body;

        Awaited(HttpServletRequest request, Runnable atEnd) throws IOException {
            super(request);
            body = new BodyStream(request.getInputStream(), LIMIT, atEnd);
        }

        @Override
        public ServletInputStream getInputStream() {
            return body;
        }
    }
}
