package org.sgad.availability;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Actor;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.eventlog.Audit;

/**
 * The stored weeks as what the log says of them: compared with it, and made anew from it. Referees are taken some at a
 * time, so that memory does not grow with the log, and filings and closings go on meanwhile. Has no transaction of its own.
 */
@ApplicationScoped
public class Projection {
    private static final EventType BEGUN = new EventType("audit.availability.rebuild_begun");
    private static final EventType REBUILT = new EventType("audit.availability.rebuilt");
    private static final int COMPARED_AT_ONCE = 200;
    private static final int REBUILT_AT_ONCE = 50;
    private static final int MOST_SHOWN = 100;

    @Inject
    WeekComparison comparison;

    @Inject
    Rebuilding rebuilding;

    @Inject
    Audit audit;

    /** A week of which the log does not tell enough. */
    public record UnknownWeek(String refereeId, Week week) {}

    /**
     * How the projection compares with the log.
     *
     * @param consistent whether nothing differs of what the log tells enough about
     * @param referees how many were compared
     * @param weeks how many differ
     * @param differences the first 100 fields that do
     * @param unknownWeeks how many weeks differ of which the log does not tell enough to say which is right
     * @param unknown the first 100 of them
     */
    public record Comparison(
            boolean consistent,
            long referees,
            long weeks,
            List<DifferingWeek.Difference> differences,
            long unknownWeeks,
            List<UnknownWeek> unknown) {}

    /** Compares every referee's weeks. */
    public Comparison verify() {
        return each(COMPARED_AT_ONCE, comparison::differing);
    }

    /**
     * Makes every week that differs as the log has it, a transaction for some referees at a time: readers see each week as
     * it was or as it becomes.
     *
     * @return what differed before
     */
    public Comparison rebuild(Actor actor) {
        audit.append(BEGUN, EventJson.object(), actor);
        Comparison before = each(REBUILT_AT_ONCE, rebuilding::rebuild);
        ObjectNode told = EventJson.object()
                .put("referees", before.referees())
                .put("weeks", before.weeks())
                .put("unknown_weeks", before.unknownWeeks());
        audit.append(REBUILT, told, actor);
        return before;
    }

    private Comparison each(int atOnce, Function<List<String>, List<DifferingWeek>> compare) {
        Tally tally = new Tally();
        for (String last = ""; last != null; ) {
            last = tally.add(comparison.referees(last, atOnce), compare);
        }
        for (String last = ""; last != null; ) {
            last = tally.add(comparison.withoutWeeks(last, atOnce), compare);
        }
        return tally.comparison();
    }

    private static final class Tally {
        private final List<DifferingWeek.Difference> differences = new ArrayList<>();
        private final List<UnknownWeek> unknown = new ArrayList<>();
        private long referees;
        private long weeks;
        private long unknownWeeks;

        /** Compares some referees, and tells the last of them; null where there are none. */
        @Nullable
        String add(List<String> some, Function<List<String>, List<DifferingWeek>> compare) {
            referees += some.size();
            compare.apply(some).forEach(this::add);
            return some.isEmpty() ? null : some.get(some.size() - 1);
        }

        private void add(DifferingWeek week) {
            if (week.isUnknown()) {
                unknownWeeks++;
                if (unknown.size() < MOST_SHOWN) {
                    unknown.add(new UnknownWeek(week.referee().value(), week.week()));
                }
                return;
            }
            weeks++;
            for (DifferingWeek.Difference difference : week.differences()) {
                if (differences.size() < MOST_SHOWN) {
                    differences.add(difference);
                }
            }
        }

        Comparison comparison() {
            return new Comparison(weeks == 0, referees, weeks, differences, unknownWeeks, unknown);
        }
    }
}
