package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.Exchange;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.EventFilter;
import org.sgad.eventlog.LogEntry;
import org.sgad.eventlog.LogPage;
import org.sgad.eventlog.LogReader;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Loop;

/** Reads from the log what no queue brought. Any node may, at any time; has no transaction of its own. */
@ApplicationScoped
public class CatchUp {
    private static final Logger LOG = Logger.getLogger(CatchUp.class.getName());
    private static final int PAGE = 500;
    private static final EventFilter FILINGS =
            new EventFilter(EventType.AVAILABILITY_UPDATED.value(), null, null, null, null, null);

    @Inject
    LogReader log;

    @Inject
    CatchUpStep step;

    @Inject
    EligibilityWriter writer;

    @Inject
    FilingReader reader;

    @Inject
    MatchMeter meter;

    /** Reads all that the log has numbered and nobody has read yet. */
    public void readToTheEnd() {
        while (readOn()) {
            // until there is no more
        }
    }

    /**
     * Reads the next of them.
     *
     * @return whether there may be more
     */
    boolean readOn() {
        Cursor from = step.position();
        LogPage page = log.read(FILINGS, from, PAGE);
        List<LogEntry> read = page.entries();
        Cursor last = read.isEmpty() ? page.next() : read.get(read.size() - 1).cursor();
        if (last != null) {
            advance(from, last, filings(read));
        }
        return page.next() != null;
    }

    private void advance(Cursor from, Cursor to, List<Filing> filings) {
        try {
            step.advance(from, to, filings);
        } catch (RuntimeException e) {
            requireRefusal(e);
            filings.forEach(this::write);
            step.advance(from, to, List.of());
        }
    }

    /** One that the database refuses as data is left out: it would end every reading here. */
    private void write(Filing filing) {
        try {
            writer.write(List.of(filing));
        } catch (RuntimeException e) {
            requireRefusal(e);
            meter.leftOut();
            LOG.log(Level.WARNING, "event {0} is left out of eligibility: {1}", new Object[] {
                filing.eventId(), Loop.summary(e)
            });
        }
    }

    private static void requireRefusal(RuntimeException failure) {
        if (!DatabaseFailure.isDataRefused(failure)) {
            throw failure;
        }
    }

    /** Whether the queue's binding would have brought it, too. */
    private static boolean isRouted(LogEntry entry) {
        String key = EventType.AVAILABILITY_UPDATED.value();
        return entry.exchange().equals(Exchange.AVAILABILITY.exchangeName())
                && (entry.routingKey().equals(key) || entry.routingKey().startsWith(key + "."));
    }

    /** Those that can be read; of the others their dead letters tell. */
    private List<Filing> filings(List<LogEntry> page) {
        List<Filing> filings = new ArrayList<>();
        for (LogEntry entry : page) {
            if (!isRouted(entry)) {
                continue;
            }
            try {
                UserId referee = entry.subject() == null ? null : new UserId(entry.subject());
                reader.read(new EventId(entry.eventId()), referee, entry.message(), entry.occurredAt())
                        .ifPresent(filings::add);
            } catch (InvalidFields e) {
                LOG.log(Level.FINE, "event {0} tells nothing of availability: {1}", new Object[] {
                    entry.eventId(), e.getMessage()
                });
            }
        }
        return filings;
    }
}
