package org.sgad.availability;

import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;

/** What names one referee's week in a cache: {@code arbitro-01/2026-W42}. */
public record FiledKey(UserId referee, Week week) {
    static FiledKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidFields("key", text, "must be a referee and a week such as arbitro-01/2026-W42");
        }
        return new FiledKey(
                UserId.parse("key", text.substring(0, slash)), Week.parse("key", text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return referee + "/" + week;
    }
}
