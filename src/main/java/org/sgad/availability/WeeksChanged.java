package org.sgad.availability;

import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * What was filed changes in the current transaction, or many weeks at once where none is named. Fired before its end, so
 * observe it {@code AFTER_COMPLETION}: whether a commit whose answer was lost took place, nobody knows.
 */
public record WeeksChanged(@Nullable FiledKey week) {
    /** Weeks of many referees. */
    static final WeeksChanged MANY = new WeeksChanged(null);

    static WeeksChanged of(UserId referee, Week week) {
        return new WeeksChanged(new FiledKey(referee, week));
    }
}
