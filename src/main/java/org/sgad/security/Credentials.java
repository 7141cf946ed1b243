package org.sgad.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.node.DatabaseFailure;

/** Finds out who calls: by a token in {@code Authorization: Bearer}, or, for sockets and streams, by a ticket. */
@ApplicationScoped
public class Credentials {
    private static final String BEARER = "Bearer ";

    @Inject
    Tokens tokens;

    @Inject
    Tickets tickets;

    /**
     * Who calls. A ticket is taken by this, whatever comes then.
     *
     * @throws Refused with the reason
     */
    Identity identity(Asked asked) throws Refused {
        List<String> given = asked.authorizations();
        Optional<String> ticket = asked.ticket();
        if (!given.isEmpty()) {
            return tokens.verify(bearer(given));
        }
        return ofTicket(ticket.orElseThrow(() -> new Refused(Refusal.NO_TOKEN)), asked);
    }

    private static String bearer(List<String> given) throws Refused {
        String one = given.get(0);
        if (given.size() > 1 || !one.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new Refused(Refusal.UNREADABLE);
        }
        return one.substring(BEARER.length()).strip();
    }

    private Identity ofTicket(String ticket, Asked asked) throws Refused {
        Tickets.Admission admission = take(ticket).orElseThrow(() -> new Refused(Refusal.TICKET));
        if (!isOfItsPage(admission.origin(), asked)) {
            throw new Refused(Refusal.TICKET);
        }
        return admission.identity();
    }

    private Optional<Tickets.Admission> take(String ticket) throws Refused {
        try {
            return tickets.take(ticket);
        } catch (DatabaseFailure e) {
            throw new Refused(Refusal.DATABASE_AWAY);
        }
    }

    /** A browser names the page with every handshake, but not with a stream that is of the page's own origin. */
    private static boolean isOfItsPage(@Nullable String page, Asked asked) {
        String origin = asked.origin();
        if (page == null || page.equals(origin)) {
            return true;
        }
        return origin == null && !asked.isSocket() && Origins.isSame(page, asked.host());
    }
}
