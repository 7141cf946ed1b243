package org.sgad.push;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sgad.event.EventId;
import org.sgad.eventlog.Cursor;

/**
 * What of the log one session has been given: everything up to where it began but for what was missing then, and what it
 * got since. Tells what is new to it, and its cursor. Not thread-safe: guarded by its session.
 */
final class Progress {
    private final Interest interest;
    private final Horizon horizon;
    private final long begin;
    private final TreeSet<Long> missingAtBegin;
    private final List<Cursor.Range> unknownAtBegin;
    private final Set<Long> givenOfUnknown = new HashSet<>();
    private final Set<EventId> sentUnnumbered = new HashSet<>();
    private long highest;

    /**
     * Begins at what the node knew.
     *
     * @param givenUpTo up to where the session was given from the log also what this node had not handed out
     */
    Progress(Interest interest, Horizon horizon, Horizon.View view, long givenUpTo) {
        this.interest = interest;
        this.horizon = horizon;
        this.begin = view.top();
        this.highest = view.top();
        this.missingAtBegin = new TreeSet<>(view.missing().tailSet(givenUpTo + 1));
        this.unknownAtBegin = view.unknown().stream()
                .filter(range -> range.last() > givenUpTo)
                .map(range -> new Cursor.Range(Math.max(range.first(), givenUpTo + 1), range.last()))
                .toList();
    }

    /** The session gets an event that the log has not numbered, so that a second sight of it is not new. */
    void sentUnnumbered(EventId event) {
        sentUnnumbered.add(event);
    }

    /**
     * Whether the session has not had this event yet; from now on it has.
     *
     * @param position 0 where it is not known
     */
    boolean advance(EventId event, long position) {
        if (!sentUnnumbered.isEmpty() && sentUnnumbered.remove(event)) {
            return false;
        }
        if (position == 0) {
            return true;
        }
        if (position <= begin) {
            return missingAtBegin.remove(position) || (isUnknownAtBegin(position) && givenOfUnknown.add(position));
        }
        highest = Math.max(highest, position);
        return true;
    }

    private boolean isUnknownAtBegin(long position) {
        return unknownAtBegin.stream().anyMatch(range -> range.first() <= position && position <= range.last());
    }

    /** Where the session is now. */
    Cursor cursor() {
        if (missingAtBegin.isEmpty() && unknownAtBegin.isEmpty() && horizon.isClear()) {
            return new Cursor(highest);
        }
        List<Cursor.Range> gaps = new ArrayList<>(unknownAtBegin);
        missingAtBegin.forEach(position -> gaps.add(new Cursor.Range(position, position)));
        gaps.sort(Comparator.comparingLong(Cursor.Range::first));
        gaps.addAll(horizon.gaps(interest, begin, highest));
        return new Cursor(highest, gaps);
    }
}
