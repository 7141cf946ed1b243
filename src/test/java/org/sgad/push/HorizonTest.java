package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor.Range;
import org.sgad.eventlog.Place;

class HorizonTest {
    private static final UserId ANA = new UserId("ana");
    private static final UserId LUIS = new UserId("luis");

    private final Horizon horizon = new Horizon(10);

    private static Audience of(UserId user) {
        return new Audience.OneUser(user);
    }

    private static Envelope event(String id, Audience audience) {
        return new Envelope(new EventId(id), new EventType("custom"), audience, new byte[100]);
    }

    private long handedOut(String id, UserId user, long position) {
        return horizon.handedOut(event(id, of(user)), position);
    }

    private static Place place(long position, String id, UserId user) {
        return new Place(position, new EventId(id), of(user), false);
    }

    private void learn(Place... places) {
        horizon.learn(Arrays.asList(places));
    }

    @Test
    void whatComesInTheOrderOfTheLogMovesItWithoutReadingTheLog() {
        assertThat(handedOut("a", ANA, 11)).isEqualTo(11);
        assertThat(handedOut("b", ANA, 12)).isEqualTo(12);

        assertThat(horizon.top()).isEqualTo(12);
        assertThat(horizon.isClear()).isTrue();
        assertThat(horizon.isCurious()).isFalse();
    }

    @Test
    void aJumpLeavesAGapForEverybodyUntilTheLogIsRead() {
        handedOut("d", ANA, 14);
        assertThat(horizon.gaps(new Interest.OfUser(LUIS), 10, 14)).containsExactly(new Range(11, 13));
        assertThat(horizon.knownUpTo()).isEqualTo(10);

        learn(place(11, "a", ANA), place(12, "b", LUIS), place(13, "c", ANA), place(14, "d", ANA));

        assertThat(horizon.gaps(new Interest.OfUser(LUIS), 10, 14)).containsExactly(new Range(12, 12));
        assertThat(horizon.gaps(new Interest.OfUser(ANA), 10, 14))
                .containsExactly(new Range(11, 11), new Range(13, 13));
        assertThat(horizon.knownUpTo()).isEqualTo(14);
    }

    @Test
    void aPositionOfWhichThereIsNothingIsNoGap() {
        handedOut("d", ANA, 14);

        learn(place(12, "b", LUIS), place(14, "d", ANA));

        assertThat(horizon.gaps(new Interest.OfUser(ANA), 10, 14)).isEmpty();
    }

    @Test
    void anEventInTheMiddleOfAGapSplitsIt() {
        handedOut("e", ANA, 15);
        handedOut("c", ANA, 13);

        assertThat(horizon.gaps(new Interest.OfUser(ANA), 10, 15))
                .containsExactly(new Range(11, 12), new Range(14, 14));
        assertThat(horizon.gaps(new Interest.OfUser(ANA), 11, 14))
                .containsExactly(new Range(12, 12), new Range(14, 14));
        assertThat(horizon.gaps(new Interest.OfUser(ANA), 13, 13)).isEmpty();
    }

    @Test
    void whatIsReadBeforeItArrivesIsMissingUntilThen() {
        learn(place(11, "a", ANA));
        assertThat(horizon.gaps(new Interest.OfUser(ANA), 10, 11)).containsExactly(new Range(11, 11));
        assertThat(horizon.view(new Interest.OfUser(ANA)).missing()).containsExactly(11L);
        assertThat(horizon.view(new Interest.OfUser(LUIS)).missing()).isEmpty();

        assertThat(handedOut("a", ANA, 0)).isEqualTo(11);

        assertThat(horizon.isClear()).isTrue();
    }

    @Test
    void aBroadcastIsMissingForEverybody() {
        horizon.learn(List.of(new Place(11, new EventId("a"), new Audience.Everybody(), false)));

        assertThat(horizon.gaps(new Interest.OfUser(ANA), 10, 11)).hasSize(1);
        assertThat(horizon.gaps(new Interest.OfUser(LUIS), 10, 11)).hasSize(1);
    }

    @Test
    void whatWasHandedOutBeforeItWasNumberedIsNotMissingThen() {
        assertThat(handedOut("f", ANA, 0)).isZero();
        assertThat(horizon.view(new Interest.OfUser(ANA)).unnumbered()).hasSize(1);
        assertThat(horizon.view(new Interest.OfUser(LUIS)).unnumbered()).isEmpty();
        assertThat(horizon.isCurious()).isTrue();

        learn(place(11, "f", ANA));

        assertThat(horizon.isClear()).isTrue();
        assertThat(horizon.view(new Interest.OfUser(ANA)).unnumbered()).isEmpty();
        assertThat(horizon.top()).isEqualTo(11);
    }

    @Test
    void whatWasPublishedBeforeTheNodeBeganIsNotMissing() {
        horizon.learn(List.of(new Place(11, new EventId("a"), of(ANA), true)));

        assertThat(horizon.isClear()).isTrue();
    }

    @Test
    void aPositionBeyondTheLogIsTakenBack() {
        handedOut("lie", ANA, 1_000_000);
        learn(place(11, "a", ANA));

        assertThat(horizon.retreat(11)).isTrue();

        assertThat(horizon.top()).isEqualTo(11);
        assertThat(horizon.knownUpTo()).isEqualTo(11);
        assertThat(horizon.retreat(11)).isFalse();
    }

    @Test
    void moreThanItKeepsOfWhatIsNotNumberedIsSaidAndNoLongerSoOnceTheRestIsNumbered() {
        IntStream.range(0, Horizon.MAX_UNNUMBERED + 1).forEach(i -> handedOut("f" + i, ANA, 0));
        assertThat(horizon.view(new Interest.OfUser(ANA)).isWhole()).isFalse();

        Place[] all = IntStream.range(0, Horizon.MAX_UNNUMBERED + 1)
                .mapToObj(i -> place(11 + i, "f" + i, ANA))
                .toArray(Place[]::new);
        learn(all);

        assertThat(horizon.view(new Interest.OfUser(ANA)).isWhole()).isTrue();
        assertThat(horizon.view(new Interest.OfUser(ANA)).missing()).containsExactly(11L);
    }

    @Test
    void whatTheLogHadAlreadyIsForgottenWhenAsked() {
        handedOut("came again", ANA, 0);
        handedOut("is new", ANA, 0);
        assertThat(horizon.unnumberedFor(Duration.ZERO, 10)).hasSize(2);
        assertThat(horizon.unnumberedFor(Duration.ofMinutes(1), 10)).isEmpty();

        horizon.numbered(List.of(new EventId("came again"), new EventId("somebody else's")));

        assertThat(horizon.view(new Interest.OfUser(ANA)).unnumbered())
                .extracting(event -> event.id().value())
                .containsExactly("is new");
    }

    @Test
    void whoBeginsWhileAPositionIsUnknownGetsItsEventOnceWhenItComes() {
        handedOut("c", ANA, 13);
        Progress progress = new Progress(new Interest.OfUser(ANA), horizon, horizon.view(new Interest.OfUser(ANA)), 0);
        assertThat(progress.cursor().missing()).containsExactly(new Range(11, 12));

        assertThat(progress.advance(new EventId("a"), 11)).isTrue();
        assertThat(progress.advance(new EventId("a"), 11)).isFalse();
        assertThat(progress.advance(new EventId("old"), 5)).isFalse();
    }

    @Test
    void itKeepsSoManyBytesOfWhatIsNotNumbered() {
        byte[] large = "x".repeat(Horizon.MAX_UNNUMBERED_BYTES / 2).getBytes(StandardCharsets.US_ASCII);
        for (String id : List.of("a", "b", "c")) {
            horizon.handedOut(new Envelope(new EventId(id), new EventType("custom"), of(ANA), large), 0);
        }

        assertThat(horizon.view(new Interest.OfUser(ANA)).unnumbered())
                .extracting(event -> event.id().value())
                .containsExactly("b", "c");
        assertThat(horizon.view(new Interest.OfUser(ANA)).isWhole()).isFalse();
    }

    @Test
    void onlyWhatHasBeenMissingLongEnoughIsLate() {
        learn(place(11, "a", ANA), place(12, "b", ANA));

        assertThat(horizon.missingFor(Duration.ofMinutes(1), 0, 10)).isEmpty();
        assertThat(horizon.missingFor(Duration.ZERO, 0, 1))
                .extracting(Horizon.Missing::position)
                .containsExactly(11L);
        assertThat(horizon.missingFor(Duration.ZERO, 12, 10))
                .extracting(Horizon.Missing::position)
                .containsExactly(12L);
    }
}
