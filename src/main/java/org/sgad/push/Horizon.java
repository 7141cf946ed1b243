package org.sgad.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.Place;

/**
 * How much of the log this node has handed to its sessions: everything up to the horizon, but for what is missing, and
 * for positions of which it does not know yet what they are. Beyond the log it keeps, for a while, what it handed out
 * and the log has not numbered yet. Thread-safe.
 */
final class Horizon {
    static final int MAX_MISSING = 100_000;
    static final int MAX_UNNUMBERED = 10_000;
    static final int MAX_UNNUMBERED_BYTES = 16 << 20;
    private static final Duration LONGEST_UNNUMBERED = Duration.ofMinutes(10);

    /** In the log, and not handed out by this node. */
    record Missing(long position, EventId id, Audience audience, long since) {}

    private record Unnumbered(Envelope event, long since) {}

    /**
     * What a session that opens now needs to know.
     *
     * @param top the horizon
     * @param missing what of its interest is missing below it
     * @param unknown where nobody knows yet whether something of it is missing
     * @param unnumbered the events of its interest that were handed out and are not in the log yet
     * @param isWhole whether those are all
     */
    record View(
            long top,
            NavigableSet<Long> missing,
            List<Cursor.Range> unknown,
            List<Envelope> unnumbered,
            boolean isWhole) {}

    private final NavigableMap<Long, Missing> missing = new TreeMap<>();
    private final Map<EventId, Long> missingById = new HashMap<>();
    private final Map<UserId, NavigableSet<Long>> missingOfUser = new HashMap<>();
    private final NavigableSet<Long> missingOfAll = new TreeSet<>();
    private final NavigableMap<Long, Long> unknown = new TreeMap<>();
    private final Map<EventId, Unnumbered> unnumbered = new LinkedHashMap<>();
    private int unnumberedBytes;
    private long forgottenAt = Long.MIN_VALUE;
    private long top;

    /** Begins at a position of the log, as if everything up to it had been handed out. */
    Horizon(long top) {
        this.top = top;
    }

    /**
     * Notes an event that is about to be handed out.
     *
     * @param position where the message says that it is in the log, or 0
     * @return where it is, as far as that is known; else 0
     */
    synchronized long handedOut(Envelope event, long position) {
        Long known = missingById.get(event.id());
        if (known != null) {
            settle(event.id());
            return known;
        }
        if (position == 0) {
            keep(event);
            return 0;
        }
        if (position > top) {
            if (position > top + 1) {
                unknown.put(top + 1, position - 1);
            }
            top = position;
        } else {
            know(position, position);
        }
        return position;
    }

    private void keep(Envelope event) {
        long now = System.nanoTime();
        unnumbered.put(event.id(), new Unnumbered(event, now));
        unnumberedBytes += event.body().length;
        forgetEldest(now);
    }

    private void forgetEldest(long now) {
        Iterator<Unnumbered> eldest = unnumbered.values().iterator();
        while (eldest.hasNext()) {
            Unnumbered next = eldest.next();
            if (unnumbered.size() <= MAX_UNNUMBERED
                    && unnumberedBytes <= MAX_UNNUMBERED_BYTES
                    && now - next.since() <= LONGEST_UNNUMBERED.toNanos()) {
                return;
            }
            unnumberedBytes -= next.event().body().length;
            eldest.remove();
            forgottenAt = now;
        }
    }

    /** Up to so many ids that were handed out at least so long ago, and of which the log has not told. */
    synchronized List<EventId> unnumberedFor(Duration atLeast, int limit) {
        long now = System.nanoTime();
        forgetEldest(now);
        return unnumbered.values().stream()
                .filter(next -> now - next.since() >= atLeast.toNanos())
                .map(next -> next.event().id())
                .limit(limit)
                .toList();
    }

    /** The log has these, below the horizon: they came again, or later than the node began. */
    synchronized void numbered(Collection<EventId> events) {
        for (EventId event : events) {
            Unnumbered known = unnumbered.remove(event);
            if (known != null) {
                unnumberedBytes -= known.event().body().length;
            }
        }
    }

    /** From where the log must be read for the horizon to know everything. */
    synchronized long knownUpTo() {
        return unknown.isEmpty() ? top : unknown.firstKey() - 1;
    }

    /** Whether reading the log now would tell something. */
    synchronized boolean isCurious() {
        return !unknown.isEmpty() || !unnumbered.isEmpty();
    }

    /** Whether so much is missing that reading on would only cost memory. */
    synchronized boolean isFull() {
        return missing.size() >= MAX_MISSING;
    }

    /** Learns what follows {@link #knownUpTo} in the log. */
    synchronized void learn(List<Place> places) {
        for (Place place : places) {
            boolean isNews = place.position() > top || isUnknown(place.position());
            if (isNews && !isHandedOut(place)) {
                miss(place);
            }
        }
        if (!places.isEmpty()) {
            long last = places.get(places.size() - 1).position();
            know(knownUpTo() + 1, Math.min(last, top));
            top = Math.max(top, last);
        }
    }

    /**
     * The log ends at {@code last}: a message that told of a later position has lied, or the database lost its latest
     * commits.
     *
     * @return whether the horizon was beyond it
     */
    synchronized boolean retreat(long last) {
        if (last >= top) {
            return false;
        }
        know(last + 1, top);
        top = last;
        return true;
    }

    /** The highest position known. */
    synchronized long top() {
        return top;
    }

    private boolean isHandedOut(Place place) {
        boolean isOurs = unnumbered.containsKey(place.id());
        numbered(List.of(place.id()));
        return isOurs || place.isOld();
    }

    private boolean isUnknown(long position) {
        Map.Entry<Long, Long> range = unknown.floorEntry(position);
        return range != null && range.getValue() >= position;
    }

    private void know(long first, long last) {
        Map.Entry<Long, Long> range = unknown.floorEntry(first);
        if (range == null || range.getValue() < first) {
            range = unknown.higherEntry(first);
        }
        while (range != null && range.getKey() <= last) {
            unknown.remove(range.getKey());
            if (range.getKey() < first) {
                unknown.put(range.getKey(), first - 1);
            }
            if (range.getValue() > last) {
                unknown.put(last + 1, range.getValue());
            }
            range = unknown.higherEntry(last < first ? first : Math.max(first, range.getKey()));
        }
    }

    private void miss(Place place) {
        missing.put(place.position(), new Missing(place.position(), place.id(), place.audience(), System.nanoTime()));
        missingById.put(place.id(), place.position());
        positions(place.audience(), true).add(place.position());
    }

    /** An event that was missing is so no longer. */
    synchronized void settle(EventId event) {
        Long position = missingById.remove(event);
        Missing found = position == null ? null : missing.remove(position);
        if (found == null) {
            return;
        }
        Audience audience = found.audience();
        NavigableSet<Long> positions = positions(audience, false);
        positions.remove(found.position());
        if (positions.isEmpty() && audience instanceof Audience.OneUser one) {
            missingOfUser.remove(one.user());
        }
    }

    private NavigableSet<Long> positions(Audience audience, boolean create) {
        if (audience instanceof Audience.OneUser one) {
            NavigableSet<Long> ofUser = missingOfUser.get(one.user());
            if (ofUser == null) {
                ofUser = new TreeSet<>();
                if (create) {
                    missingOfUser.put(one.user(), ofUser);
                }
            }
            return ofUser;
        }
        return audience instanceof Audience.Everybody ? missingOfAll : new TreeSet<>();
    }

    /** Up to so many positions from {@code first} on that have been missing for at least this long. */
    synchronized List<Missing> missingFor(Duration atLeast, long first, int limit) {
        long latest = System.nanoTime() - atLeast.toNanos();
        List<Missing> found = new ArrayList<>();
        for (Missing next : missing.tailMap(first, true).values()) {
            if (found.size() == limit) {
                break;
            }
            if (next.since() - latest <= 0) {
                found.add(next);
            }
        }
        return found;
    }

    /** What a session with this interest needs to begin. */
    synchronized View view(Interest interest) {
        NavigableSet<Long> missingBelow = new TreeSet<>();
        missingOf(interest).forEach(missingBelow::addAll);
        List<Envelope> events = new ArrayList<>();
        long eldest = Long.MAX_VALUE;
        for (Unnumbered next : unnumbered.values()) {
            eldest = Math.min(eldest, next.since());
            if (interest.includes(next.event())) {
                events.add(next.event());
            }
        }
        return new View(top, missingBelow, unknownRanges(), events, eldest > forgottenAt);
    }

    private List<Cursor.Range> unknownRanges() {
        return unknown.entrySet().stream()
                .map(range -> new Cursor.Range(range.getKey(), range.getValue()))
                .toList();
    }

    /** More than that, where an administrator wants only some: what a cursor names too much is looked up in vain. */
    private List<NavigableSet<Long>> missingOf(Interest interest) {
        if (interest instanceof Interest.OfUser one) {
            NavigableSet<Long> ofUser = missingOfUser.get(one.user());
            return ofUser == null ? List.of(missingOfAll) : List.of(missingOfAll, ofUser);
        }
        return List.of(missing.navigableKeySet());
    }

    /** Whether nothing at all is missing or unknown, which is the usual case. */
    synchronized boolean isClear() {
        return missing.isEmpty() && unknown.isEmpty();
    }

    /** Where something of this interest is missing or unknown, above one position and up to another. */
    synchronized List<Cursor.Range> gaps(Interest interest, long above, long upTo) {
        TreeMap<Long, Long> gaps = new TreeMap<>();
        Long first = unknown.floorKey(above);
        for (Map.Entry<Long, Long> range :
                unknown.tailMap(first == null ? above : first, true).entrySet()) {
            if (range.getKey() > upTo) {
                break;
            }
            if (range.getValue() > above) {
                gaps.put(Math.max(range.getKey(), above + 1), Math.min(range.getValue(), upTo));
            }
        }
        missingOf(interest).forEach(positions -> addGaps(positions, above, upTo, gaps));
        return gaps.entrySet().stream()
                .map(gap -> new Cursor.Range(gap.getKey(), gap.getValue()))
                .toList();
    }

    private static void addGaps(NavigableSet<Long> positions, long above, long upTo, NavigableMap<Long, Long> gaps) {
        if (above < upTo) {
            positions.subSet(above, false, upTo, true).forEach(position -> gaps.put(position, position));
        }
    }
}
