package org.sgad.availability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/**
 * The weeks that the log and the projection tell differently. A change of a week is one transaction with its event, so that
 * one statement sees both or neither, and nobody has to be kept from filing.
 */
@ApplicationScoped
public class WeekComparison {
    private static final String REFEREES =
            "select distinct referee_id from availability where referee_id > ? order by referee_id limit ?";

    private static final String WITHOUT_WEEKS = """
            select distinct subject from event_log
            where subject > ? and ours
              and event_type in ('availability.updated', 'availability.closed', 'availability.expired')
              and not exists (select from availability where availability.referee_id = event_log.subject collate "C")
            order by subject limit ?
            """;

    // what others published is not read as JSON, as the database refuses some texts that JSON may have; no header of
    // theirs can look like ours, as quotes in it are escaped
    private static final String DIFFERING = """
            with event as (
              select subject collate "C" as referee_id, event_type, body,
                     substring(headers from '"x-sgad-version" *: *([0-9]{1,18})')::bigint as version,
                     substring(body from '"week_year" *: *(2[01][0-9]{2}|2200)[^0-9]') as year,
                     substring(body from '"week_number" *: *([1-9]|[1-4][0-9]|5[0-3])[^0-9]') as number
              from event_log
              where subject = any(?) and ours
                and event_type in ('availability.updated', 'availability.closed', 'availability.expired')),
            said as (
              select referee_id, event_type, version, case when version is not null then body::json end as body,
                     to_date(year || '-' || number, 'IYYY-IW') as week
              from event),
            last as (
              select distinct on (referee_id, week) * from said
              where version is not null order by referee_id, week, version desc),
            filed as (
              select distinct on (referee_id, week) * from said
              where version is not null and event_type = 'availability.updated'
              order by referee_id, week, version desc),
            log as (
              select last.referee_id, last.week, last.version,
                     case last.event_type when 'availability.updated' then 'OPEN'
                                          when 'availability.closed' then 'CLOSED' else 'EXPIRED' end as status,
                     (filed.body ->> 'updated_at')::timestamptz as updated_at,
                     coalesce(last.body ->> 'closed_at', last.body ->> 'expired_at')::timestamptz as closed_at,
                     case when filed.referee_id is not null then
                       (select coalesce(jsonb_agg(jsonb_build_object('date', date, 'start', "start", 'end', "end")
                                                  order by date, "start"), '[]')
                        from json_to_recordset(filed.body -> 'slots') as slot (date date, "start" time, "end" time))
                     end as slots
              from last left join filed using (referee_id, week)),
            -- the log no longer tells of what was filed before; a day more, as clocks differ
            kept as (
              select case when retired > 0 then
                       coalesce((select recorded_at from event_log where position > retired order by position limit 1),
                                clock_timestamp()) + interval '1 day'
                     end as since
              from event_log_head),
            projection as (
              select referee_id, week, version, status, updated_at, closed_at, total_slots,
                     (select coalesce(jsonb_agg(jsonb_build_object('date', date, 'start', starts, 'end', ends)
                                                order by date, starts), '[]')
                      from availability_slot slot
                      where slot.referee_id = availability.referee_id and slot.week = availability.week) as slots
              from availability where referee_id = any(?))
            select referee_id, week,
                   log.version as log_version, log.status as log_status, log.updated_at as log_updated_at,
                   log.closed_at as log_closed_at, log.slots as log_slots, jsonb_array_length(log.slots) as log_total_slots,
                   projection.version as version, projection.status as status, projection.updated_at as updated_at,
                   projection.closed_at as closed_at, projection.slots as slots, projection.total_slots as total_slots,
                   exists (select from said
                           where said.referee_id = coalesce(log.referee_id, projection.referee_id)
                             and said.week = coalesce(log.week, projection.week) and said.version is null)
                     or log.referee_id is null and projection.updated_at < kept.since as is_vague
            from log full join projection using (referee_id, week) cross join kept
            where (log.version, log.status, log.updated_at, log.closed_at, log.slots, jsonb_array_length(log.slots))
              is distinct from
                  (projection.version, projection.status, projection.updated_at, projection.closed_at, projection.slots,
                   projection.total_slots)
            order by week desc, referee_id
            """;

    @Inject
    DataSource dataSource;

    @Inject
    ClosingSchedule schedule;

    /** The next referees that have filed weeks, ascending. */
    List<String> referees(String after, int limit) {
        return page(REFEREES, after, limit);
    }

    /** The next users, in the order of the log, that have none, and of whom the log tells something. */
    List<String> withoutWeeks(String after, int limit) {
        return page(WITHOUT_WEEKS, after, limit);
    }

    private List<String> page(String sql, String after, int limit) {
        return Sql.list(
                dataSource,
                sql,
                page -> {
                    page.setString(1, after);
                    page.setInt(2, limit);
                },
                row -> row.getString(1));
    }

    /** Those weeks of these referees that differ, as a closing takes them: the latest week first, then by referee. */
    List<DifferingWeek> differing(List<String> referees) {
        return Sql.list(
                dataSource,
                DIFFERING,
                compare -> {
                    compare.setArray(1, Sql.texts(compare, referees, referee -> referee));
                    compare.setArray(2, Sql.texts(compare, referees, referee -> referee));
                },
                this::differing);
    }

    private DifferingWeek differing(ResultSet row) throws SQLException {
        UserId referee = new UserId(row.getString("referee_id"));
        Week week = Week.of(row.getObject("week", LocalDate.class));
        boolean lacksFiling = row.getString("log_status") != null && row.getString("log_slots") == null;
        return new DifferingWeek(
                referee,
                week,
                filed(referee, week, "log_", row),
                filed(referee, week, "", row),
                lacksFiling || row.getBoolean("is_vague"));
    }

    /** What one side has; nothing where it does not have the week, or the log not its filing. */
    private @Nullable FiledWeek filed(UserId referee, Week week, String side, ResultSet row) throws SQLException {
        String stored = row.getString(side + "slots");
        if (stored == null) {
            return null;
        }
        List<Slot> slots = slots(stored);
        Instant closedAt = Sql.instant(row, side + "closed_at");
        return new FiledWeek(
                referee,
                week,
                WeekStatus.valueOf(row.getString(side + "status")),
                slots,
                row.getInt(side + "total_slots"),
                row.getLong(side + "version"),
                schedule.at(row.getTimestamp(side + "updated_at").toInstant()),
                closedAt == null ? null : schedule.at(closedAt));
    }

    private static List<Slot> slots(String json) {
        try {
            List<Slot> slots = new ArrayList<>();
            for (JsonNode slot : EventJson.MAPPER.readTree(json)) {
                slots.add(new Slot(
                        LocalDate.parse(slot.path("date").asText()),
                        LocalTime.parse(slot.path("start").asText()),
                        LocalTime.parse(slot.path("end").asText())));
            }
            return slots;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the database wrote is no JSON: " + json, e);
        }
    }
}
