package org.sgad.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * A referee's place in a match.
 *
 * @param atRisk whether the referee is, since the assignment, no longer available at kick-off
 * @param confirmedAt absent until it is confirmed, and so is {@code confirmedBy}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assignment(
        MatchId matchId,
        UserId refereeId,
        MatchRole role,
        AssignmentStatus status,
        boolean atRisk,
        OffsetDateTime assignedAt,
        String assignedBy,
        @Nullable OffsetDateTime confirmedAt,
        @Nullable String confirmedBy) {

    static Assignment of(MatchId match, UserId referee, MatchRole role, OffsetDateTime at, String by) {
        return new Assignment(match, referee, role, AssignmentStatus.ASSIGNED, false, at, by, null, null);
    }

    Assignment confirmed(OffsetDateTime at, String by) {
        return new Assignment(
                matchId, refereeId, role, AssignmentStatus.CONFIRMED, atRisk, assignedAt, assignedBy, at, by);
    }
}
