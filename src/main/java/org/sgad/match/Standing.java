package org.sgad.match;

import java.time.OffsetDateTime;
import org.sgad.event.UserId;

/**
 * An assignment to a match that is still to come, as far as its risk is concerned.
 *
 * @param atRisk whether the referee was not available when last looked at
 */
record Standing(MatchId match, UserId referee, MatchRole role, OffsetDateTime kickoffAt, String venue, boolean atRisk) {
    Filing.Key week() {
        return new Filing.Key(referee, FilingReader.mondayOf(kickoffAt.toLocalDate()));
    }
}
