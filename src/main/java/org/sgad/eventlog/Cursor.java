package org.sgad.eventlog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/**
 * A place in the log, opaque to clients: everything up to a position was seen, but for what is missing below it. Usually
 * nothing is; something is where an event that the broker refused once comes after later ones, or another publisher's
 * event reaches a node later than the log.
 *
 * @param missing ranges up to {@code position}, ascending, at most 16
 */
public record Cursor(long position, List<Range> missing) {
    /** Positions from the first to the last, both included. */
    public record Range(long first, long last) {
        private String text() {
            return '.' + base36(first) + (first == last ? "" : '-' + base36(last));
        }
    }

    private static final Pattern FORM = Pattern.compile("p[0-9a-z]{1,12}(\\.[0-9a-z]{1,12}(-[0-9a-z]{1,12})?){0,16}");
    private static final int MAX_RANGES = 16;
    private static final int RADIX = 36;

    /** The start of the log. */
    public static final Cursor START = new Cursor(0);

    /** More ranges than a cursor holds become one from the last that fits to the end: too much, never too little. */
    public Cursor {
        if (missing.size() > MAX_RANGES) {
            List<Range> fewer = new ArrayList<>(missing.subList(0, MAX_RANGES - 1));
            fewer.add(new Range(
                    missing.get(MAX_RANGES - 1).first(),
                    missing.get(missing.size() - 1).last()));
            missing = fewer;
        }
        missing = List.copyOf(missing);
    }

    public Cursor(long position) {
        this(position, List.of());
    }

    public static Cursor parse(String field, String value) {
        if (FORM.matcher(value).matches()) {
            String[] parts = value.substring(1).split("\\.", -1);
            long position = Long.parseLong(parts[0], RADIX);
            List<Range> missing = new ArrayList<>(parts.length - 1);
            for (int i = 1; i < parts.length; i++) {
                String[] ends = parts[i].split("-", -1);
                missing.add(new Range(Long.parseLong(ends[0], RADIX), Long.parseLong(ends[ends.length - 1], RADIX)));
            }
            if (isAscending(missing, position)) {
                return new Cursor(position, missing);
            }
        }
        throw new InvalidFields(field, value, "must be a cursor that this API gave out");
    }

    private static boolean isAscending(List<Range> ranges, long upTo) {
        long last = 0;
        for (Range range : ranges) {
            if (range.first() <= last || range.last() < range.first()) {
                return false;
            }
            last = range.last();
        }
        return last <= upTo;
    }

    /** The highest position up to which nothing is missing. */
    public long floor() {
        return missing.isEmpty() ? position : missing.get(0).first() - 1;
    }

    /** This cursor after what was missed has been seen up to a position. */
    public Cursor after(long seen) {
        if (seen >= position) {
            return new Cursor(seen);
        }
        return new Cursor(
                position,
                missing.stream()
                        .filter(range -> range.last() > seen)
                        .map(range -> new Range(Math.max(range.first(), seen + 1), range.last()))
                        .toList());
    }

    private static String base36(long position) {
        return Long.toString(position, RADIX);
    }

    @Override
    @JsonValue
    public String toString() {
        if (missing.isEmpty()) {
            return 'p' + base36(position);
        }
        StringBuilder text = new StringBuilder("p").append(base36(position));
        missing.forEach(range -> text.append(range.text()));
        return text.toString();
    }
}
