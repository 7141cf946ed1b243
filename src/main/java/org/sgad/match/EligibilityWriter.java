package org.sgad.match;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.sgad.event.Actor;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;

/**
 * Writes what referees filed, and tells administrators of assignments that it puts at risk, once for each loss: all in one
 * transaction. What is older than what is known changes nothing, and neither does what comes again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class EligibilityWriter {
    private static final Actor SERVICE = new Actor("match", null);

    @Inject
    Eligibility eligibility;

    @Inject
    AssignmentStore assignments;

    @Inject
    EventLog log;

    @Inject
    Clock clock;

    /** Writes filings, of any weeks in any order. */
    public void write(Collection<Filing> filings) {
        TreeMap<Filing.Key, Filing> newest = new TreeMap<>();
        filings.forEach(filing -> newest.merge(filing.key(), filing, Filing::newer));
        if (newest.isEmpty()) {
            return;
        }
        List<Filing> written = eligibility.saveNewer(newest.values());
        if (!written.isEmpty()) {
            tellOfRisks(written);
        }
    }

    private void tellOfRisks(List<Filing> written) {
        Risk risk = Risk.of(written, assignments.standing(written, clock.instant()));
        assignments.markAtRisk(risk.lost(), true);
        assignments.markAtRisk(risk.covered(), false);
        if (!risk.lost().isEmpty()) {
            List<SgadEvent> events = risk.lost().stream()
                    .map(lost -> AssignmentAtRisk.event(lost, clock))
                    .toList();
            log.append(events, SERVICE);
        }
    }
}
