package org.sgad.match;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.sgad.event.Actor;
import org.sgad.event.SgadEvent;
import org.sgad.eventlog.EventLog;
import org.sgad.node.Turn;

/**
 * Writes what referees filed, and tells administrators of assignments that it puts at risk, once for each loss: all in one
 * transaction. What is older than what is known changes nothing, and neither does what is known when it comes again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class EligibilityWriter {
    private static final Actor SERVICE = new Actor("match", null);

    @Inject
    DataSource dataSource;

    @Inject
    Eligibility eligibility;

    @Inject
    AssignmentStore assignments;

    @Inject
    EventLog log;

    @Inject
    Clock clock;

    /** Writes filings of any weeks; of one week and time, the last counts. */
    public void write(Collection<Filing> filings) {
        TreeMap<Filing.Key, Filing> newest = new TreeMap<>();
        filings.forEach(filing -> newest.merge(filing.key(), filing, Filing::newer));
        if (newest.isEmpty()) {
            return;
        }
        Turn.bound(dataSource);
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
