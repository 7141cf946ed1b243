package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * A match and who officiates.
 *
 * @param roles all that are to be filled, one entry for each referee wanted
 * @param assignments in the order in which they were made; those that were withdrawn are gone
 * @param cancelledAt absent while it is to be played, and so is {@code cancelledBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Match(
        MatchId matchId,
        OffsetDateTime kickoffAt,
        String venue,
        String category,
        MatchStatus status,
        List<MatchRole> roles,
        List<Assignment> assignments,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime cancelledAt,
        @Nullable String cancelledBy) {

    public Match {
        roles = List.copyOf(roles);
        assignments = List.copyOf(assignments);
    }

    /** Whether a referee is, or was, assigned to it. */
    boolean has(UserId referee) {
        return assignments.stream()
                .anyMatch(assignment -> assignment.refereeId().equals(referee));
    }

    /** The roles that nobody has yet; none once it is cancelled. */
    @JsonProperty("open_roles")
    public List<MatchRole> openRoles() {
        if (isCancelled()) {
            return List.of();
        }
        List<MatchRole> open = new ArrayList<>(roles);
        assignments.forEach(assignment -> open.remove(assignment.role()));
        return open;
    }

    Optional<Assignment> assignmentOf(UserId referee) {
        return assignments.stream()
                .filter(assignment -> assignment.refereeId().equals(referee))
                .findFirst();
    }

    boolean isCancelled() {
        return status == MatchStatus.CANCELLED;
    }

    boolean hasBegunBy(Instant now) {
        return !kickoffAt.toInstant().isAfter(now);
    }

    Match with(List<Assignment> others) {
        return new Match(
                matchId,
                kickoffAt,
                venue,
                category,
                status,
                roles,
                others,
                createdAt,
                createdBy,
                cancelledAt,
                cancelledBy);
    }
}
