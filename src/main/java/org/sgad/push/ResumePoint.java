package org.sgad.push;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventId;
import org.sgad.event.InvalidFields;
import org.sgad.eventlog.Cursor;

/** Where a client that comes back says that it was. */
sealed interface ResumePoint {
    /** A cursor that we gave out. */
    record At(Cursor cursor) implements ResumePoint {}

    /** The last event that it saw; or a cursor, which an id from elsewhere may look like. */
    record After(EventId event, Optional<Cursor> orCursor) implements ResumePoint {}

    /** Something that we never gave out. */
    record Nonsense() implements ResumePoint {}

    /** Reads a cursor, or the id of the last event seen; none where there is neither. */
    static Optional<ResumePoint> parse(@Nullable String cursor, @Nullable String lastEventId) {
        if (cursor != null && !cursor.isEmpty()) {
            return Optional.of(cursor(cursor).<ResumePoint>map(At::new).orElseGet(Nonsense::new));
        }
        if (lastEventId != null && !lastEventId.isEmpty()) {
            return Optional.of(event(lastEventId));
        }
        return Optional.empty();
    }

    /** Reads a {@code Last-Event-ID}: the cursor that we gave as the event's id, else the id of an event. */
    static Optional<ResumePoint> ofStream(@Nullable String lastEventId) {
        return lastEventId == null
                ? Optional.empty()
                : Optional.of(cursor(lastEventId).<ResumePoint>map(At::new).orElseGet(() -> event(lastEventId)));
    }

    private static Optional<Cursor> cursor(String text) {
        try {
            return Optional.of(Cursor.parse("cursor", text));
        } catch (InvalidFields e) {
            return Optional.empty();
        }
    }

    private static ResumePoint event(String text) {
        try {
            return new After(new EventId(text), cursor(text));
        } catch (InvalidFields e) {
            return new Nonsense();
        }
    }
}
