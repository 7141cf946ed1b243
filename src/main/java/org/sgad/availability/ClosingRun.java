package org.sgad.availability;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;

/**
 * A week's closing that was begun.
 *
 * @param dueAt when the schedule had it at the time it began
 * @param finishedAt null as long as availabilities remain
 * @param closed how many of its own week it closed so far
 * @param expired how many of earlier weeks it found still open so far
 * @param startedBy on whose behalf its events are written, whichever node goes on with it
 */
public record ClosingRun(
        Week week,
        OffsetDateTime dueAt,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt,
        int closed,
        int expired,
        @JsonIgnore Actor startedBy) {

    @JsonProperty
    public String actor() {
        return startedBy.name();
    }

    /** When its availabilities count as closed: when it was due, or when it began, where that was earlier. */
    OffsetDateTime closesAt() {
        return startedAt.isBefore(dueAt) ? startedAt.truncatedTo(ChronoUnit.SECONDS) : dueAt;
    }

    boolean isFinished() {
        return finishedAt != null;
    }
}
