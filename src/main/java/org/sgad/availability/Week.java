package org.sgad.availability;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgad.event.InvalidFields;

/**
 * An ISO week, Monday to Sunday, written {@code 2026-W42}.
 *
 * @param year the week's year, which around New Year is not that of each of its days; 2000 to 2200
 * @param number 1 to 52, or 53 in years that have it
 */
public record Week(int year, int number) implements Comparable<Week> {
    private static final Pattern FORM = Pattern.compile("(\\d{4})-W(\\d{2})");
    private static final String ALLOWED = "must be an ISO week such as 2026-W42, of the years 2000 to 2200";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;
    private static final Comparator<Week> BY_TIME =
            Comparator.comparingInt(Week::year).thenComparingInt(Week::number);

    public Week {
        if (year < FIRST_YEAR || year > LAST_YEAR || number < 1 || number > weeksOf(year)) {
            throw new InvalidFields("week", text(year, number), ALLOWED);
        }
    }

    public static Week parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidFields("week", text, ALLOWED);
        }
        return new Week(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /** As {@link #parse(String)}, with the error naming the given field. */
    static Week parse(String field, String text) {
        try {
            return parse(text);
        } catch (InvalidFields e) {
            throw e.in(field);
        }
    }

    /** The week that a day belongs to. */
    public static Week of(LocalDate date) {
        return new Week(date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    public LocalDate monday() {
        // 4 January is always in the first week
        return LocalDate.of(year, 1, 4).with(DayOfWeek.MONDAY).plusWeeks(number - 1L);
    }

    public LocalDate sunday() {
        return monday().plusDays(6);
    }

    public Week plusWeeks(int weeks) {
        return of(monday().plusWeeks(weeks));
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(monday()) && !date.isAfter(sunday());
    }

    public boolean isBefore(Week other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Week other) {
        return BY_TIME.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return text(year, number);
    }

    private static int weeksOf(int year) {
        // 28 December is always in the last week
        return LocalDate.of(year, 12, 28).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    private static String text(int year, int number) {
        return year + (number < 10 ? "-W0" : "-W") + number;
    }
}
