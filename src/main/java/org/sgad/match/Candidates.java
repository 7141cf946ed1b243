package org.sgad.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** Who is available at a match's kick-off and has no other match too near. */
@ApplicationScoped
public class Candidates {
    // the count is a join, and not a column, so that it is made once for each, and for nobody who is not available
    private static final String FREE = """
            select slot.referee_id, had.matches
            from eligibility_slot slot
            cross join lateral (select count(*) as matches from match_assignment
                                where referee_id = slot.referee_id and status <> 'CANCELLED') had
            where date = ? and starts <= ? and ends > ?
              and not exists (select from match_assignment busy
                              where busy.referee_id = slot.referee_id and busy.status <> 'CANCELLED'
                                and busy.kickoff_at between ? and ?)
              and (had.matches, slot.referee_id) > (?, ?)
            order by had.matches, slot.referee_id
            limit ?
            """;

    @Inject
    DataSource dataSource;

    @Inject
    MatchSettings settings;

    /** Where a page ended. */
    record Place(long matches, String referee) {
        private static final Place START = new Place(-1, "");

        static Place of(Candidate last) {
            return new Place(last.matches(), last.refereeId().value());
        }

        /** @throws InvalidFields where it is none that this API gave out */
        static Place parse(String text) {
            int dot = text.indexOf('.');
            String number = text.substring(0, Math.max(0, dot));
            if (number.matches("[0-9]{1,18}")
                    && UserId.find(text.substring(dot + 1)).isPresent()) {
                return new Place(Long.parseLong(number), text.substring(dot + 1));
            }
            throw new InvalidFields("after", text, "must be what next gave");
        }

        @Override
        public String toString() {
            return matches + "." + referee;
        }
    }

    /**
     * The first candidates by how few matches they have, then by id.
     *
     * @param roles what each of them could take
     */
    List<Candidate> of(Match match, List<MatchRole> roles, @Nullable Place after, int limit) {
        LocalDateTime kickoff = match.kickoffAt().toLocalDateTime();
        Duration reach = Gap.reach(settings.travelGap());
        Place start = after == null ? Place.START : after;
        return Sql.list(
                dataSource,
                FREE,
                free -> {
                    free.setObject(1, kickoff.toLocalDate());
                    free.setObject(2, kickoff.toLocalTime());
                    free.setObject(3, kickoff.toLocalTime());
                    free.setObject(4, match.kickoffAt().minus(reach));
                    free.setObject(5, match.kickoffAt().plus(reach));
                    free.setLong(6, start.matches());
                    free.setString(7, start.referee());
                    free.setInt(8, limit);
                },
                row -> new Candidate(new UserId(row.getString("referee_id")), roles, row.getLong("matches")));
    }
}
