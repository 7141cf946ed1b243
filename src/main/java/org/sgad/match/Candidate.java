package org.sgad.match;

import java.util.List;
import org.sgad.event.UserId;

/**
 * A referee who could be assigned.
 *
 * @param roles those that are open; nobody knows yet who is qualified for which
 * @param matches how many the referee is assigned to, past and to come, but for cancelled ones
 */
public record Candidate(UserId refereeId, List<MatchRole> roles, long matches) {
    public Candidate {
        roles = List.copyOf(roles);
    }
}
