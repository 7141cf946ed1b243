package org.sgad.match;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;

class RefusalsTest {
    private static final OffsetDateTime KICKOFF = OffsetDateTime.parse("2026-10-17T15:30:00-05:00");
    private static final LocalDate DAY = LocalDate.of(2026, 10, 17);
    private static final UserId ANA = new UserId("ana");
    private static final UserId LUZ = new UserId("luz");
    private static final MatchId ID = MatchId.create();

    private final Match match = match(MatchStatus.SCHEDULED, MatchRole.REFEREE, MatchRole.ASSISTANT)
            .with(List.of(Assignment.of(ID, LUZ, MatchRole.REFEREE, KICKOFF.minusDays(3), "admin")));

    @Test
    void aMatchTakesNobodyFromItsKickOffOn() {
        Instant kickoff = KICKOFF.toInstant();

        assertThatCode(() -> Refusals.requireToCome(match, kickoff.minusSeconds(1)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Refusals.requireToCome(match, kickoff))
                .hasMessage("Match " + ID + " kicked off at 2026-10-17T15:30:00-05:00.");
    }

    @Test
    void aCancelledMatchTakesNobody() {
        assertThatThrownBy(() -> Refusals.requireToCome(match(MatchStatus.CANCELLED, MatchRole.REFEREE), Instant.EPOCH))
                .hasMessage("Match " + ID + " was cancelled by admin.");
    }

    @Test
    void aRoleMustBeOfThisMatchAndOpen() {
        assertThatCode(() -> Refusals.requireOpen(match, MatchRole.ASSISTANT)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Refusals.requireOpen(match, MatchRole.VAR))
                .isInstanceOf(InvalidFields.class)
                .hasMessage("role 'var': must be a role of this match: referee, assistant");
        assertThatThrownBy(() -> Refusals.requireOpen(match, MatchRole.REFEREE))
                .hasMessage("The role referee of match " + ID + " is taken by luz.");
    }

    @Test
    void oneRefereeHasOneRole() {
        assertThatCode(() -> Refusals.requireUnassigned(match, ANA)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Refusals.requireUnassigned(match, LUZ))
                .hasMessage("luz is already assigned to match " + ID + ", as referee.");
    }

    @Test
    void whoIsNotAvailableIsToldWhatIsKnown() {
        LocalSlot afternoon = new LocalSlot(DAY, LocalTime.of(15, 30), LocalTime.of(18, 0));
        LocalSlot morning = new LocalSlot(DAY, LocalTime.of(8, 0), LocalTime.of(15, 30));

        assertThatCode(() -> Refusals.requireAvailable(match, ANA, new KnownDay(DAY, true, List.of(afternoon))))
                .doesNotThrowAnyException();
        String refused = "ana is not available at kick-off, 2026-10-17T15:30:00-05:00: ";
        assertThatThrownBy(() -> Refusals.requireAvailable(match, ANA, new KnownDay(DAY, true, List.of(morning))))
                .hasMessage(refused + "that day's times are 08:00–15:30.");
        assertThatThrownBy(() -> Refusals.requireAvailable(match, ANA, new KnownDay(DAY, true, List.of())))
                .hasMessage(refused + "no time was filed for that day.");
        assertThatThrownBy(() -> Refusals.requireAvailable(match, ANA, new KnownDay(DAY, false, List.of())))
                .hasMessage(refused + "nothing was filed for that week.");
    }

    @Test
    void whoHasAnotherMatchTooNearIsToldWhich() {
        MatchId other = MatchId.create();

        assertThatThrownBy(() -> {
                    throw Refusals.tooNear(
                            match,
                            ANA,
                            new AssignmentStore.Neighbour(other, KICKOFF.minusMinutes(90), "Palmaseca"),
                            Duration.ofHours(3));
                })
                .hasMessage("ana is assigned to match " + other
                        + " (Palmaseca), which kicks off at 2026-10-17T14:00:00-05:00, 1 h 30 min apart;"
                        + " kick-offs of one referee must be at least 3 h 0 min apart.");
    }

    @Test
    void anOpenRoleIsOneThatNobodyHas() {
        Match two = match(MatchStatus.SCHEDULED, MatchRole.ASSISTANT, MatchRole.ASSISTANT)
                .with(List.of(Assignment.of(ID, LUZ, MatchRole.ASSISTANT, KICKOFF, "admin")));

        org.assertj.core.api.Assertions.assertThat(two.openRoles()).containsExactly(MatchRole.ASSISTANT);
    }

    private static Match match(MatchStatus status, MatchRole... roles) {
        boolean cancelled = status == MatchStatus.CANCELLED;
        return new Match(
                ID,
                KICKOFF,
                "El Campín",
                "Sub-20",
                status,
                List.of(roles),
                List.of(),
                KICKOFF.minusDays(7),
                "admin",
                cancelled ? KICKOFF.minusDays(1) : null,
                cancelled ? "admin" : null);
    }
}
