package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** Who is available when, by the newest filing of each referee's week. Joins the caller's transaction. */
@ApplicationScoped
public class Eligibility {
    private static final String SAVE_NEWER = """
            insert into eligibility (referee_id, week, updated_at, event_id)
            select referee_id, week, updated_at, event_id
            from unnest(?::text[], ?::date[], ?::timestamptz[], ?::text[]) with ordinality
              as filing (referee_id, week, updated_at, event_id, nth)
            order by nth
            on conflict (referee_id, week) do update
            set updated_at = excluded.updated_at, event_id = excluded.event_id, written_at = clock_timestamp()
            where excluded.updated_at > eligibility.updated_at
              or (excluded.updated_at = eligibility.updated_at and excluded.event_id <> eligibility.event_id)
            returning referee_id, week
            """;

    private static final String CLEAR = """
            delete from eligibility_slot slot
            using unnest(?::text[], ?::date[]) as changed (referee_id, week)
            where slot.referee_id = changed.referee_id and slot.week = changed.week
            """;

    private static final String ADD = """
            insert into eligibility_slot (referee_id, week, date, starts, ends)
            select * from unnest(?::text[], ?::date[], ?::date[], ?::time[], ?::time[])
            """;

    private static final String HOLD_WEEK = "select from eligibility where referee_id = ? and week = ? for share";

    private static final String OF_DAY = """
            select starts, ends from eligibility_slot where referee_id = ? and week = ? and date = ? order by starts
            """;

    private static final String COVERS = """
            select from eligibility_slot where referee_id = ? and week = ? and date = ? and starts <= ? and ends > ?
            """;

    @Inject
    DataSource dataSource;

    private record Row(Filing filing, LocalSlot slot) {}

    /**
     * Saves those filings that are newer than what is known, or of the same time and another event: then the later comer
     * counts, as times are often whole seconds and the ids of other publishers tell no order.
     *
     * @param filings one of each week, in the order of their keys, so that two nodes cannot wait for each other
     * @return those
     */
    List<Filing> saveNewer(Collection<Filing> filings) {
        Set<Filing.Key> keys = new HashSet<>(Sql.list(
                dataSource,
                SAVE_NEWER,
                save -> {
                    setKeys(save, filings);
                    save.setArray(
                            3,
                            Sql.texts(
                                    save, filings, filing -> filing.updatedAt().toString()));
                    save.setArray(
                            4,
                            Sql.texts(save, filings, filing -> filing.eventId().value()));
                },
                row -> new Filing.Key(new UserId(row.getString(1)), row.getObject(2, LocalDate.class))));
        List<Filing> newer =
                filings.stream().filter(filing -> keys.contains(filing.key())).toList();
        if (!newer.isEmpty()) {
            replaceSlots(newer);
        }
        return newer;
    }

    private void replaceSlots(List<Filing> filings) {
        Sql.update(dataSource, CLEAR, clear -> setKeys(clear, filings));
        List<Row> rows = filings.stream()
                .flatMap(filing -> filing.slots().stream().map(slot -> new Row(filing, slot)))
                .toList();
        Sql.update(dataSource, ADD, add -> {
            setKeys(add, rows.stream().map(Row::filing).toList());
            add.setArray(3, Sql.texts(add, rows, row -> row.slot().date().toString()));
            add.setArray(4, Sql.texts(add, rows, row -> row.slot().start().toString()));
            add.setArray(5, Sql.texts(add, rows, row -> row.slot().end().toString()));
        });
    }

    /** Whether a referee is known to be available at a time of the zone. */
    boolean covers(UserId referee, LocalDateTime time) {
        return Sql.query(
                dataSource,
                COVERS,
                covers -> {
                    covers.setString(1, referee.value());
                    covers.setObject(2, FilingReader.mondayOf(time.toLocalDate()));
                    covers.setObject(3, time.toLocalDate());
                    covers.setObject(4, time.toLocalTime());
                    covers.setObject(5, time.toLocalTime());
                },
                row -> row.next());
    }

    /** What is known of a referee's day; nobody changes that week until this transaction ends. */
    KnownDay hold(UserId referee, LocalDate date) {
        LocalDate monday = FilingReader.mondayOf(date);
        boolean filed = Sql.query(
                dataSource,
                HOLD_WEEK,
                hold -> {
                    hold.setString(1, referee.value());
                    hold.setObject(2, monday);
                },
                row -> row.next());
        // only now, with a snapshot of its own, is what was committed meanwhile seen whole
        List<LocalSlot> slots = Sql.list(
                dataSource,
                OF_DAY,
                day -> {
                    day.setString(1, referee.value());
                    day.setObject(2, monday);
                    day.setObject(3, date);
                },
                row -> new LocalSlot(date, row.getObject(1, LocalTime.class), row.getObject(2, LocalTime.class)));
        return new KnownDay(date, filed, slots);
    }

    private static void setKeys(PreparedStatement statement, Collection<Filing> filings) throws SQLException {
        statement.setArray(
                1, Sql.texts(statement, filings, filing -> filing.referee().value()));
        statement.setArray(
                2, Sql.texts(statement, filings, filing -> filing.monday().toString()));
    }
}
