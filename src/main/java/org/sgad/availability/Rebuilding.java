package org.sgad.availability;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the weeks of some referees as the log has them, in a transaction of their own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Rebuilding {
    @Inject
    WeekComparison comparison;

    @Inject
    AvailabilityStore weeks;

    @Inject
    Event<WeeksChanged> changed;

    /**
     * Replaces what differs; what the log cannot tell stays as it is. Only weeks that differ are locked, in the order of a
     * closing, and read again then: what was filed meanwhile is in the log as well.
     *
     * @return what differed
     */
    public List<DifferingWeek> rebuild(List<String> referees) {
        Set<FiledKey> locked = new HashSet<>();
        for (DifferingWeek week : comparison.differing(referees)) {
            if (!week.isUnknown()) {
                weeks.claim(week.referee(), week.week());
                locked.add(week.key());
            }
        }
        List<DifferingWeek> differing = comparison.differing(referees);
        for (DifferingWeek week : differing) {
            if (locked.contains(week.key())) {
                replace(week);
            }
        }
        if (!locked.isEmpty()) {
            changed.fire(WeeksChanged.MANY);
        }
        return differing;
    }

    private void replace(DifferingWeek differing) {
        FiledWeek log = differing.log();
        if (differing.isUnknown()) {
            throw new IllegalStateException(
                    differing.key() + " became unknown while it was locked; nothing is changed");
        }
        if (log == null) {
            weeks.remove(differing.referee(), differing.week());
        } else {
            weeks.save(log);
        }
    }
}
