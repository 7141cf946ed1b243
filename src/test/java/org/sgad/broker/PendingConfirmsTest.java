package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventId;
import org.sgad.event.EventType;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

class PendingConfirmsTest {
    private static final long FIRST = 17;
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(20), Duration.ofMillis(5), Duration.ofMillis(500));
    private static final Patience ENDLESS = new Patience(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));

    private final PendingConfirms confirms = of("a", "b", "c", "d", "e");

    private static PendingConfirms of(String... subjects) {
        PendingConfirms confirms = new PendingConfirms(events(subjects));
        confirms.beginAt(FIRST);
        return confirms;
    }

    private static List<SgadEvent> events(String... subjects) {
        return IntStream.range(0, subjects.length)
                .mapToObj(i -> event("e" + i, subjects[i]))
                .toList();
    }

    private static SgadEvent event(String id, String subject) {
        return new SgadEvent(
                new EventId(id),
                EventType.NOTIFICATION,
                new UserId(subject),
                "sgad.notifications",
                "",
                "{}",
                Map.of(),
                Instant.EPOCH);
    }

    private static PendingConfirms sent(PendingConfirms confirms, int events) {
        IntStream.range(0, events).forEach(confirms::begin);
        return confirms;
    }

    @Test
    void aMultipleConfirmSettlesAllUpToIt() throws Exception {
        sent(confirms, 5).confirmed(FIRST + 4, true);

        assertThat(settled(confirms)).isEqualTo("ccccc");
    }

    @Test
    void confirmsMayComeInAnyOrder() throws Exception {
        sent(confirms, 5).confirmed(FIRST + 3, false);
        confirms.confirmed(FIRST + 2, true);
        confirms.confirmed(FIRST + 4, false);

        assertThat(settled(confirms)).isEqualTo("ccccc");
    }

    @Test
    void aReturnedMessageIsRefusedAlthoughItIsConfirmed() throws Exception {
        sent(confirms, 5).returned("e1", "returned: NO_ROUTE");
        confirms.confirmed(FIRST + 4, true);

        assertThat(settled(confirms)).isEqualTo("crccc");
    }

    @Test
    void aNackRefusesWhatItCovers() throws Exception {
        sent(confirms, 5).confirmed(FIRST, false);
        confirms.nacked(FIRST + 2, true);
        confirms.confirmed(FIRST + 4, true);

        assertThat(settled(confirms)).isEqualTo("crrcc");
    }

    @Test
    void whatWasNotSentHasNoTag() throws Exception {
        confirms.refuse(1, "cannot be sent");
        sent(confirms, 5).confirmed(FIRST + 1, true);
        confirms.confirmed(FIRST + 3, false);

        assertThat(settled(confirms)).isEqualTo("crcuc");
    }

    @Test
    void aRefusalHoldsBackWhatIsNotSentOfItsSubject() throws Exception {
        PendingConfirms twoSubjects = of("a", "b", "a", "b", "a");
        sent(twoSubjects, 2).nacked(FIRST, false);
        IntStream.range(2, 5).forEach(twoSubjects::begin);
        twoSubjects.confirmed(FIRST + 2, true);

        assertThat(settled(twoSubjects)).isEqualTo("rchch");
    }

    @Test
    void whatCannotBeEncodedHoldsBackItsSubjectFromTheStart() throws Exception {
        PendingConfirms oneSubject = of("a", "a");
        oneSubject.refuse(0, "cannot be sent");

        assertThat(oneSubject.begin(1)).isFalse();
        assertThat(settled(oneSubject)).isEqualTo("rh");
    }

    @Test
    void twoBatchesEachTakeTheirOwnConfirms() throws Exception {
        PendingConfirms later = confirms.followedBy(events("f", "g"));
        sent(confirms, 5);
        later.beginAt(FIRST + 5);
        sent(later, 2);
        for (PendingConfirms each : List.of(confirms, later)) {
            each.confirmed(FIRST + 6, false);
            each.confirmed(FIRST + 3, true);
        }

        assertThat(settled(confirms)).isEqualTo("ccccu");
        assertThat(settled(later)).isEqualTo("uc");
    }

    @Test
    void aConfirmOfAllSettlesBothBatches() throws Exception {
        PendingConfirms later = confirms.followedBy(events("f", "g"));
        sent(confirms, 5);
        later.beginAt(FIRST + 5);
        sent(later, 2);
        for (PendingConfirms each : List.of(confirms, later)) {
            each.confirmed(FIRST + 6, true);
        }

        assertThat(settled(confirms)).isEqualTo("ccccc");
        assertThat(settled(later)).isEqualTo("cc");
    }

    @Test
    void aBatchThatIsNotBegunTakesNoConfirm() throws Exception {
        PendingConfirms later = confirms.followedBy(events("f"));
        later.confirmed(FIRST + 4, true);

        assertThat(settled(later)).isEqualTo("u");
    }

    @Test
    void aRefusalHoldsBackItsSubjectInTheNextBatchToo() throws Exception {
        PendingConfirms later = confirms.followedBy(events("a", "f"));
        sent(confirms, 5).nacked(FIRST, false);
        later.beginAt(FIRST + 5);
        sent(later, 2).confirmed(FIRST + 5, true);

        assertThat(settled(later)).isEqualTo("hc");
    }

    @Test
    void silenceLeavesTheRestUnansweredAndIsTold() throws Exception {
        sent(confirms, 5).confirmed(FIRST + 1, true);

        assertThat(confirms.await(SHORT)).isTrue();
        assertThat(letters(confirms.end())).isEqualTo("ccuuu");
    }

    @Test
    void silenceOfABlockedBrokerIsExpectedAndShowsItsReason() throws Exception {
        sent(confirms, 5).confirmed(FIRST, false);
        confirms.blocked("low on memory");

        assertThat(confirms.await(new Patience(Duration.ofDays(1), Duration.ofMillis(5), Duration.ofDays(1))))
                .isFalse();
        assertThat(confirms.end().get(1))
                .isEqualTo(new Confirmation.Unanswered(new EventId("e1"), "publishing is blocked: low on memory"));
    }

    @Test
    void nothingIsSentOnceNobodyWaits() {
        sent(confirms, 1).end();

        assertThat(confirms.begin(1)).isFalse();
    }

    @Test
    void aLateConfirmOfAnEarlierBatchChangesNothing() throws Exception {
        sent(confirms, 5).confirmed(FIRST - 1, true);
        confirms.confirmed(FIRST - 1, false);

        assertThat(settled(confirms)).isEqualTo("uuuuu");
    }

    @Test
    void aLostConnectionEndsTheWaitingAtOnce() throws Exception {
        sent(confirms, 3).confirmed(FIRST + 1, true);
        confirms.abandon("lost");

        assertThat(confirms.await(ENDLESS)).isFalse();
        assertThat(confirms.end().get(4)).isEqualTo(new Confirmation.Unanswered(new EventId("e4"), "lost"));
    }

    private static String settled(PendingConfirms confirms) throws InterruptedException {
        confirms.await(SHORT);
        return letters(confirms.end());
    }

    private static String letters(List<Confirmation> all) {
        return all.stream()
                .flatMap(one -> one instanceof Confirmation.Confirmed
                        ? Stream.of("c")
                        : one instanceof Confirmation.Refused
                                ? Stream.of("r")
                                : one instanceof Confirmation.Held ? Stream.of("h") : Stream.of("u"))
                .reduce("", String::concat);
    }
}
