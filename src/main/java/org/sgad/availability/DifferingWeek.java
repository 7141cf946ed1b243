package org.sgad.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * A week that the log and the projection tell differently.
 *
 * @param log as its events have it; null where they have nothing, or no filing
 * @param projection as it is stored; null where it is not
 * @param isUnknown whether the log is not enough to say which is right: the week's filing is not in it, or some of its
 *     events do not tell a version, be it that they are older than versions in the log or that somebody published them
 */
public record DifferingWeek(
        UserId referee,
        Week week,
        @Nullable FiledWeek log,
        @Nullable FiledWeek projection,
        boolean isUnknown) {
    /** A field that differs; a week that only one side has differs in its status. */
    public record Difference(
            UserId refereeId,
            Week week,
            String field,
            @Nullable Object log,
            @Nullable Object projection) {}

    FiledKey key() {
        return new FiledKey(referee, week);
    }

    List<Difference> differences() {
        List<Difference> all = new ArrayList<>();
        if (log == null || projection == null) {
            add("status", log == null ? null : log.status(), projection == null ? null : projection.status(), all);
            return all;
        }
        add("status", log.status(), projection.status(), all);
        add("version", log.version(), projection.version(), all);
        add("updated_at", log.updatedAt(), projection.updatedAt(), all);
        add("closed_at", log.closedAt(), projection.closedAt(), all);
        add("slots", log.slots(), projection.slots(), all);
        add("total_slots", log.totalSlots(), projection.totalSlots(), all);
        return all;
    }

    private void add(String field, @Nullable Object inLog, @Nullable Object inProjection, List<Difference> all) {
        if (!Objects.equals(inLog, inProjection)) {
            all.add(new Difference(referee, week, field, inLog, inProjection));
        }
    }
}
