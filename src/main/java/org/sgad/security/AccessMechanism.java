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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sgad.event.UserId;
import org.sgad.http.CorrelationHeader;
import org.sgad.node.Correlation;
import org.sgad.node.Settings;

/**
 * The one gate of REST, streams and the WebSocket handshake. With {@code SGAD_AUTH=jwt} everything but pages, health and
 * documents needs an {@link Identity}. With {@code none} everybody on the loopback address is {@code anonymous} with every
 * role, and everybody else is refused unless {@code SGAD_BIND_PUBLIC} says otherwise. Foreign origins are refused in both.
 */
@ApplicationScoped
public class AccessMechanism implements HttpAuthenticationMechanism {
    @Inject
    AuthSettings settings;

    @Inject
    Origins origins;

    @Inject
    Credentials credentials;

    @Inject
    Refusals refusals;

    @Produces
    @Singleton
    static AuthSettings settings(Settings settings) {
        return AuthSettings.from(settings);
    }

    @Produces
    @Singleton
    static Origins origins(Settings settings) {
        return Origins.from(settings);
    }

    @Produces
    @Singleton
    static SignInSettings signIn(Settings settings) {
        return SignInSettings.from(settings);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        Asked asked = new Asked(request);
        String before = Correlation.set(asked.isCall() ? tie(request, response) : null);
        try {
            return admit(asked, response, context);
        } catch (Refused e) {
            return refuse(e.refusal(), request, response);
        } finally {
            Correlation.set(before);
        }
    }

    /** Here and not in a filter, as who is refused comes to none. */
    private static String tie(HttpServletRequest request, HttpServletResponse response) {
        String id = CorrelationHeader.of(request);
        response.setHeader(CorrelationHeader.NAME, id);
        return id;
    }

    private AuthenticationStatus admit(Asked asked, HttpServletResponse response, HttpMessageContext context)
            throws Refused {
        if (settings.isOpen()) {
            checkThatItIsFromHere(asked);
        }
        if (!asked.isGuarded()) {
            return settings.isOpen() ? login(Identity.ANONYMOUS, asked, context) : context.doNothing();
        }
        checkOrigin(asked, response);
        if (asked.isPreflight()) {
            CrossOrigin.answerPreflight(response);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        Identity identity = settings.isOpen() ? Identity.ANONYMOUS : credentials.identity(asked);
        if (asked.isLost()) {
            throw new Refused(Refusal.NO_SOCKET);
        }
        Optional<UserId> refused = asked.streamOf().filter(user -> !identity.mayFollow(user));
        if (refused.isPresent()) {
            throw new Refused(refused.get().equals(identity.user()) ? Refusal.ROLE : Refusal.OTHER_USER);
        }
        return login(identity, asked, context);
    }

    /** A page elsewhere whose name its owner points to this machine is of the same origin, but has that name. */
    private void checkThatItIsFromHere(Asked asked) throws Refused {
        if (!settings.bindPublic() && !Loopback.isName(asked.address())) {
            throw new Refused(Refusal.ADDRESS);
        }
        String host = asked.host();
        boolean isOurs = host == null
                || Origins.nameIn(host)
                        .filter(name -> Loopback.isName(name)
                                || OwnName.is(name)
                                || (settings.bindPublic() && origins.isNobodysToPoint(name)))
                        .isPresent();
        if (!isOurs && (!settings.bindPublic() || asked.isGuarded())) {
            throw new Refused(Refusal.HOST);
        }
    }

    private void checkOrigin(Asked asked, HttpServletResponse response) throws Refused {
        String origin = asked.origin();
        if (origin == null || Origins.isSame(origin, asked.host())) {
            return;
        }
        if (!origins.isAllowedElsewhere(origin)) {
            throw new Refused(Refusal.ORIGIN);
        }
        CrossOrigin.allow(origin, response);
    }

    private static AuthenticationStatus login(Identity identity, Asked asked, HttpMessageContext context) {
        Set<String> groups = identity.roles().stream().map(CallerRole::title).collect(Collectors.toSet());
        return context.notifyContainerAboutLogin(new Visitor(identity, asked.address(), asked.connection()), groups);
    }

    private AuthenticationStatus refuse(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        try {
            refusals.answer(refusal, request, response);
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new AuthenticationException(e);
        }
    }
}
