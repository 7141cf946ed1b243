package org.sgad.match;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.stream.Collectors;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.http.Problem;
import org.sgad.http.ProblemException;

/** The rules of assigning: each ends in a 409 whose detail says why, but for a role that the match does not have. */
final class Refusals {
    private Refusals() {}

    /** A match that is cancelled or has begun takes no referee and no confirmation. */
    static void requireToCome(Match match, Instant now) {
        requireScheduled(match);
        if (match.hasBegunBy(now)) {
            throw conflict("Match " + match.matchId() + " kicked off at " + text(match.kickoffAt()) + ".");
        }
    }

    static void requireScheduled(Match match) {
        if (match.isCancelled()) {
            throw conflict("Match " + match.matchId() + " was cancelled by " + match.cancelledBy() + ".");
        }
    }

    static void requireUnassigned(Match match, UserId referee) {
        match.assignmentOf(referee).ifPresent(assignment -> {
            throw conflict(
                    referee + " is already assigned to match " + match.matchId() + ", as " + assignment.role() + ".");
        });
    }

    static void requireOpen(Match match, MatchRole role) {
        if (match.openRoles().contains(role)) {
            return;
        }
        int wanted = Collections.frequency(match.roles(), role);
        if (wanted == 0) {
            String roles =
                    match.roles().stream().distinct().map(MatchRole::toString).collect(Collectors.joining(", "));
            throw new InvalidFields("role", role.toString(), "must be a role of this match: " + roles);
        }
        String holders = match.assignments().stream()
                .filter(assignment -> assignment.role() == role)
                .map(assignment -> assignment.refereeId().value())
                .collect(Collectors.joining(", "));
        throw conflict("The role " + role + " of match " + match.matchId() + " is taken by " + holders + ".");
    }

    static void requireAvailable(Match match, UserId referee, KnownDay day) {
        if (day.covers(match.kickoffAt().toLocalTime())) {
            return;
        }
        String known = !day.filed()
                ? "nothing was filed for that week."
                : day.slots().isEmpty()
                        ? "no time was filed for that day."
                        : "that day's times are "
                                + day.slots().stream().map(LocalSlot::toString).collect(Collectors.joining(", ")) + ".";
        throw conflict(referee + " is not available at kick-off, " + text(match.kickoffAt()) + ": " + known);
    }

    static ProblemException tooNear(Match match, UserId referee, AssignmentStore.Neighbour other, Duration gap) {
        Duration apart = Duration.between(match.kickoffAt(), other.kickoffAt()).abs();
        return conflict(referee + " is assigned to match " + other.match() + " (" + other.venue()
                + "), which kicks off at "
                + text(other.kickoffAt()) + (apart.isZero() ? ", at the same time" : ", " + text(apart) + " apart")
                + "; kick-offs of one referee must be at least " + text(gap) + " apart.");
    }

    static ProblemException conflict(String detail) {
        return Problem.of(Response.Status.CONFLICT, detail).exception();
    }

    private static String text(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static String text(Duration duration) {
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
