package org.sgad.security;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.node.HomeZone;

/**
 * {@code GET /api/sign-in}: how a page comes to a token. The one address below {@code /api} that is open to everybody, so
 * it is no resource of JAX-RS, where each is closed to whom it does not name.
 */
@WebServlet(SignIn.PATH)
public class SignIn extends HttpServlet {
    static final String PATH = "/api/sign-in";

    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("serial") // never serialised
    AuthSettings auth;

    @Inject
    @SuppressWarnings("serial") // never serialised
    SignInSettings settings;

    @Inject
    @SuppressWarnings("serial") // never serialised
    HomeZone home;

    /**
     * How to sign in, and where that is.
     *
     * @param auth {@code jwt}, or {@code none} where nobody is asked
     * @param loginUrl where to; null where there is no such page
     * @param timezone the competition's, in which its days and weeks are meant
     */
    record Way(String auth, @Nullable URI loginUrl, String timezone) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String timezone = home.id().getId();
        Way way = auth.isOpen() ? new Way("none", null, timezone) : new Way("jwt", settings.loginUrl(), timezone);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(EventJson.MAPPER.writeValueAsBytes(way));
    }
}
