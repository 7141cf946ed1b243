package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.sgad.node.Settings;

/**
 * The one gate of REST, pages and the WebSocket handshake. With {@code SGAD_AUTH=none} everybody on the loopback address
 * is {@code anonymous} with every role, and everybody else is refused unless {@code SGAD_BIND_PUBLIC} says otherwise.
 */
@ApplicationScoped
public class AccessMechanism implements HttpAuthenticationMechanism {
    static final String ANONYMOUS = "anonymous";
    private static final String REFUSAL = """
            {"type":"about:blank","title":"Forbidden","status":403,\
            "detail":"Without authentication only the loopback address is let in."}""";
    private static final Set<String> ALL_ROLES = Set.of("referee", "service", "admin");

    @Inject
    AuthSettings settings;

    @Produces
    @Singleton
    static AuthSettings settings(Settings settings) {
        return AuthSettings.from(settings);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (settings.bindPublic() || isLoopback(request.getRemoteAddr())) {
            return context.notifyContainerAboutLogin(ANONYMOUS, ALL_ROLES);
        }
        return refuse(response);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static AuthenticationStatus refuse(HttpServletResponse response) throws AuthenticationException {
        try {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("application/problem+json");
            response.getOutputStream().write(REFUSAL.getBytes(StandardCharsets.UTF_8));
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new AuthenticationException(e);
        }
    }
}
