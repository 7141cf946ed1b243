package org.sgad.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.node.DatabaseFailure;
import org.sgad.node.Sql;

/** The weeks that referees have filed. Joins the caller's transaction; what it locks is free when that ends. */
@ApplicationScoped
public class AvailabilityStore {
    private static final String CLAIM = """
            insert into availability (referee_id, week, status, total_slots, version, updated_at)
            values (?, ?, 'OPEN', 0, 0, 'epoch')
            on conflict do nothing
            """;

    // one statement, so that slots and version are of the same filing
    private static final String FIND = """
            select status, version, updated_at, closed_at, date, starts, ends
            from availability left join availability_slot using (referee_id, week)
            where referee_id = ? and week = ?
            order by date, starts
            """;

    private static final String LOCK = "select from availability where referee_id = ? and week = ? for update";

    private static final String SAVE = """
            update availability set status = ?, total_slots = ?, version = ?, updated_at = ?, closed_at = ?
            where referee_id = ? and week = ?
            """;

    private static final String CLEAR_SLOTS = "delete from availability_slot where referee_id = ? and week = ?";

    private static final String REMOVE = "delete from availability where referee_id = ? and week = ?";

    private static final String ADD_SLOTS = """
            insert into availability_slot (referee_id, week, date, starts, ends)
            select ?, ?, date, starts, ends
            from unnest(?::date[], ?::time[], ?::time[]) as slot (date, starts, ends)
            """;

    private static final String AVAILABLE = """
            select referee_id, status, starts, ends
            from (select distinct referee_id from availability_slot
                  where date = ? and referee_id > ? order by referee_id limit ?) referee
            join availability_slot using (referee_id)
            join availability using (referee_id, week)
            where date = ?
            order by referee_id, starts
            """;

    @Inject
    DataSource dataSource;

    @Inject
    ClosingSchedule schedule;

    public Optional<FiledWeek> find(UserId referee, Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, referee.value());
            find.setObject(2, week.monday());
            try (ResultSet rows = find.executeQuery()) {
                return rows.next() ? Optional.of(filed(referee, week, rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** As {@link #find}, and nobody else changes that week until this transaction ends. */
    public Optional<FiledWeek> lock(UserId referee, Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, referee.value());
            lock.setObject(2, week.monday());
            lock.execute();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
        // only now, with a snapshot of its own, is what the lock's last holder committed seen whole
        return find(referee, week);
    }

    /** As {@link #lock}, also where nothing is filed yet; {@link #save} must follow in the same transaction. */
    public Optional<FiledWeek> claim(UserId referee, Week week) {
        // lock() after this connection is closed: a second one at the same time would come out of the pool
        return insert(referee, week) ? Optional.empty() : lock(referee, week);
    }

    private boolean insert(UserId referee, Week week) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setString(1, referee.value());
            claim.setObject(2, week.monday());
            return claim.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Replaces what {@link #claim} or {@link #lock} found. */
    public void save(FiledWeek filed) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement save = connection.prepareStatement(SAVE);
                PreparedStatement clear = connection.prepareStatement(CLEAR_SLOTS);
                PreparedStatement add = connection.prepareStatement(ADD_SLOTS)) {
            save.setString(1, filed.status().name());
            save.setInt(2, filed.totalSlots());
            save.setLong(3, filed.version());
            save.setObject(4, filed.updatedAt());
            save.setObject(5, filed.closedAt());
            save.setString(6, filed.refereeId().value());
            save.setObject(7, filed.week().monday());
            save.executeUpdate();
            clear.setString(1, filed.refereeId().value());
            clear.setObject(2, filed.week().monday());
            clear.executeUpdate();
            add.setString(1, filed.refereeId().value());
            add.setObject(2, filed.week().monday());
            add.setArray(3, Sql.texts(add, filed.slots(), slot -> slot.date().toString()));
            add.setArray(4, Sql.texts(add, filed.slots(), slot -> slot.start().toString()));
            add.setArray(5, Sql.texts(add, filed.slots(), slot -> slot.end().toString()));
            add.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Forgets a week, and its slots with it. */
    void remove(UserId referee, Week week) {
        Sql.update(dataSource, REMOVE, remove -> {
            remove.setString(1, referee.value());
            remove.setObject(2, week.monday());
        });
    }

    /**
     * Who has a slot on a date, ascending by referee.
     *
     * @param after the last referee of the page before, or null for the first
     */
    public List<AvailableReferee> availableOn(LocalDate date, @Nullable UserId after, int limit) {
        Week week = Week.of(date);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(AVAILABLE)) {
            select.setObject(1, date);
            select.setString(2, after == null ? "" : after.value());
            select.setInt(3, limit);
            select.setObject(4, date);
            try (ResultSet rows = select.executeQuery()) {
                Map<AvailableReferee, List<Slot>> slots = new LinkedHashMap<>();
                while (rows.next()) {
                    slots.computeIfAbsent(referee(week, date, rows), referee -> new ArrayList<>())
                            .add(slot(date, rows));
                }
                return slots.entrySet().stream()
                        .map(entry -> entry.getKey().with(entry.getValue()))
                        .toList();
            }
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private FiledWeek filed(UserId referee, Week week, ResultSet rows) throws SQLException {
        WeekStatus status = WeekStatus.valueOf(rows.getString("status"));
        long version = rows.getLong("version");
        OffsetDateTime updatedAt = inZone(rows.getObject("updated_at", OffsetDateTime.class));
        OffsetDateTime closedAt = rows.getObject("closed_at", OffsetDateTime.class);
        List<Slot> slots = slots(rows);
        return new FiledWeek(
                referee,
                week,
                status,
                slots,
                slots.size(),
                version,
                updatedAt,
                closedAt == null ? null : inZone(closedAt));
    }

    /** The slots of this row and all that follow; a week without any has one row without a date. */
    private static List<Slot> slots(ResultSet rows) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        do {
            LocalDate date = rows.getObject("date", LocalDate.class);
            if (date != null) {
                slots.add(slot(date, rows));
            }
        } while (rows.next());
        return slots;
    }

    private static AvailableReferee referee(Week week, LocalDate date, ResultSet row) throws SQLException {
        WeekStatus status = WeekStatus.valueOf(row.getString("status"));
        return new AvailableReferee(new UserId(row.getString("referee_id")), week, date, status, List.of());
    }

    private static Slot slot(LocalDate date, ResultSet row) throws SQLException {
        return new Slot(date, row.getObject("starts", LocalTime.class), row.getObject("ends", LocalTime.class));
    }

    private OffsetDateTime inZone(OffsetDateTime stored) {
        return schedule.at(stored.toInstant());
    }
}
