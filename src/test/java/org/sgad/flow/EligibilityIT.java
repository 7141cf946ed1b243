package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** What referees file is what the match service knows, in whatever order and however often it comes, and from whomever. */
class EligibilityIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LESS_THAN_HALF_A_COMPARISON = Duration.ofSeconds(14);

    /** Longer than the match service takes to compare itself with the log. */
    private static final Duration CAUGHT_UP = Duration.ofSeconds(60);

    @Test
    void aNewFilingTakesThePlaceOfTheWeeksLast() {
        MatchDesk desk = new MatchDesk(http());
        desk.available("e-1", "2099-03-07", "08:00", "12:00");
        desk.available("e-1", "2099-03-14", "08:00", "12:00");
        desk.available("e-1", "2099-03-08", "10:00", "11:00");

        assertThat(desk.times("e-1")).containsExactly("2099-03-08 10:00:00 11:00:00", "2099-03-14 08:00:00 12:00:00");
    }

    @Test
    void anOlderFilingThatComesLaterChangesNothing() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            publish(other, "e-2", "new", "2026-03-02T10:00:00Z", "09:00");
            publish(other, "e-2", "older", "2026-03-02T09:59:58Z", "07:00");
            await().atMost(PATIENCE).until(() -> desk.isKnown("new"));
            publish(other, "e-2", "old", "2026-03-02T09:59:59Z", "08:00");
            publish(other, "e-2-last", "last", "2026-03-02T10:00:00Z", "10:00");

            await().atMost(PATIENCE).until(() -> desk.isKnown("last"));

            assertThat(desk.times("e-2")).containsExactly("2099-03-07 09:00:00 12:00:00");
            assertThat(desk.isKnown("new")).isTrue();
        }
    }

    @Test
    void ofTwoFilingsAtOneTimeTheOneThatComesLaterCounts() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            publish(other, "e-12", "z-first", "2026-03-02T10:00:00Z", "08:00");
            await().atMost(PATIENCE).until(() -> desk.isKnown("z-first"));
            publish(other, "e-12", "a-second", "2026-03-02T10:00:00Z", "09:00");

            await().atMost(PATIENCE).until(() -> desk.isKnown("a-second"));

            assertThat(desk.times("e-12")).containsExactly("2099-03-07 09:00:00 12:00:00");
        }
    }

    @Test
    void aMessageOfAnotherPublisherMayLackAlmostEverything() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.availability",
                    "availability.updated.e-3",
                    Amqp.BARE,
                    "{\"slots\":[{\"date\":\"2099-03-07\",\"start\":\"08:00\",\"end\":\"12:00\"}]}");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(desk.times("e-3")).containsExactly("2099-03-07 08:00:00 12:00:00"));
        }
    }

    @Test
    void aMessageWithoutUsableSlotsIsADeadLetterAndStopsNobody() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            for (String poison :
                    List.of("{\"slots\":7}", "{\"slots\":[{\"date\":\"2099-03-07\"}]}", "no JSON at all")) {
                other.publish("sgad.availability", "availability.updated.e-4", Amqp.BARE, poison);
            }
            publish(other, "e-5", "behind-poison", "2026-03-02T10:00:00Z", "09:00");

            await().atMost(PATIENCE).until(() -> desk.isKnown("behind-poison"));

            List<JsonNode> letters = new DeadLetterBox(http())
                    .awaitLetters("queue=match-service-queue&routing_key=availability.updated.e-4", 3);
            assertThat(letters)
                    .allSatisfy(letter ->
                            assertThat(letter.path("reason").textValue()).isEqualTo("rejected"));
            assertThat(desk.times("e-4")).isEmpty();
            assertThat(http().metric("sgad_deliveries_given_up_total"))
                    .as("tried once: it can never be taken")
                    .isZero();
        }
    }

    @Test
    void aMessageThatTellsNoSlotsChangesNothingAndIsNoDeadLetter() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        desk.available("e-13", "2099-03-07", "08:00", "12:00");
        double leftOut = http().metric("sgad_filings_left_out_total");
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.availability",
                    "availability.updated.e-13",
                    Amqp.BARE,
                    "{\"referee_id\":\"e-13\",\"week_year\":2099,\"week_number\":10}");
            publish(other, "e-14", "behind-no-slots", "2026-03-02T10:00:00Z", "09:00");

            await().atMost(PATIENCE).until(() -> desk.isKnown("behind-no-slots"));
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(http().metric("sgad_filings_left_out_total")).isGreaterThan(leftOut));
        assertThat(desk.times("e-13")).containsExactly("2099-03-07 08:00:00 12:00:00");
        assertThat(new DeadLetterBox(http()).letters("routing_key=availability.updated.e-13"))
                .isEmpty();
    }

    @Test
    void whatIsSentAgainIsNotMeasuredAsIfItWereLate() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        AMQP.BasicProperties replayed = new AMQP.BasicProperties.Builder()
                .headers(Map.of("x-sgad-replay", "of-this-test"))
                .build();
        try (Amqp other = new Amqp()) {
            double before = measured();
            publish(other, "e-15", "first", "2026-03-02T10:00:00Z", "09:00");
            await().atMost(PATIENCE).until(() -> measured() == before + 1);
            publish(other, replayed, "e-15", "again", "2026-03-02T10:00:01Z", "10:00");
            await().atMost(PATIENCE).until(() -> desk.isKnown("again"));
            publish(other, "e-15", "after-it", "2026-03-02T10:00:02Z", "11:00");

            await().atMost(PATIENCE).until(() -> measured() > before + 1);
            assertThat(measured()).isEqualTo(before + 2);
        }
    }

    @Test
    void nothingIsMissedWhereTheQueueWasDeleted() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        desk.available("e-6", "2099-03-07", "08:00", "12:00");
        try (Amqp other = new Amqp()) {
            // the comparison with the log comes too seldom to help both times
            for (String start : List.of("09:00", "10:00")) {
                // without a binding nothing arrives, as it would not while there is no queue
                other.channel().queueUnbind("match-service-queue", "sgad.availability", "availability.updated.#");
                String missed = desk.file("e-6", "2099-03-07", slot("2099-03-07", start));
                await().atMost(PATIENCE)
                        .until(() -> http().get("/api/events/" + missed)
                                .json()
                                .path("published_at")
                                .isTextual());

                other.channel().queueDelete("match-service-queue");

                await().atMost(LESS_THAN_HALF_A_COMPARISON).until(() -> desk.isKnown(missed));
            }
            desk.available("e-6", "2099-03-07", "11:00", "12:00");
            assertThat(desk.times("e-6")).containsExactly("2099-03-07 11:00:00 12:00:00");
        }
    }

    @Test
    void whatNoQueueBroughtIsReadFromTheLog() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            other.channel().queueUnbind("match-service-queue", "sgad.availability", "availability.updated.#");
            try {
                publish(other, "e-7", "unrouted", "2026-03-02T10:00:00Z", "09:00");

                await().atMost(CAUGHT_UP).until(() -> desk.isKnown("unrouted"));
            } finally {
                other.channel().queueBind("match-service-queue", "sgad.availability", "availability.updated.#");
            }
        }
    }

    @Test
    void aSlotFinerThanTheDatabaseKeepsStopsNobody() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            other.publish(
                    "sgad.availability",
                    "availability.updated.e-8",
                    Amqp.BARE,
                    "{\"slots\":[{\"date\":\"2099-03-07\",\"start\":\"08:00:00.0000001\",\"end\":\"08:00:00.0000002\"}]}");
            publish(other, "e-9", "twice-the-same", "2026-03-02T10:00:00Z", "09:00:00.0000001", "09:00:00.0000002");

            await().atMost(PATIENCE).until(() -> desk.isKnown("twice-the-same"));

            assertThat(desk.times("e-8")).isEmpty();
            assertThat(desk.times("e-9")).containsExactly("2099-03-07 09:00:00 12:00:00");
            new DeadLetterBox(http()).awaitLetters("queue=match-service-queue&routing_key=availability.updated.e-8", 1);
        }
    }

    @Test
    void aFilingInTheLogThatTheDatabaseRefusesIsLeftOutAlone() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        try (Amqp other = new Amqp()) {
            other.channel().queueUnbind("match-service-queue", "sgad.availability", "availability.updated.#");
            change("alter table eligibility add constraint nobody_expects check (referee_id <> 'e-10') not valid");
            try {
                publish(other, "e-10", "refused", "2026-03-02T10:00:00Z", "09:00");
                publish(other, "e-11", "behind-refused", "2026-03-02T10:00:00Z", "09:00");

                await().atMost(CAUGHT_UP).until(() -> desk.isKnown("behind-refused"));

                await().atMost(CAUGHT_UP)
                        .untilAsserted(() -> assertThat(http().metric("sgad_filings_left_out_total"))
                                .isPositive());
                assertThat(desk.isKnown("refused")).isFalse();
            } finally {
                change("alter table eligibility drop constraint nobody_expects");
                other.channel().queueBind("match-service-queue", "sgad.availability", "availability.updated.#");
            }
        }
    }

    private static void change(String sql) throws SQLException {
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private double measured() {
        return http().metric("sgad_eligibility_lag_milliseconds_count");
    }

    private static void publish(Amqp other, String referee, String id, String updatedAt, String... starts)
            throws IOException {
        publish(other, Amqp.BARE, referee, id, updatedAt, starts);
    }

    private static void publish(
            Amqp other, AMQP.BasicProperties properties, String referee, String id, String updatedAt, String... starts)
            throws IOException {
        other.publish("sgad.availability", "availability.updated." + referee, properties, """
                {"event_id":"%s","updated_at":"%s","slots":[%s]}""".formatted(
                id,
                updatedAt,
                Stream.of(starts).map(start -> slot("2099-03-07", start)).collect(Collectors.joining(","))));
    }

    private static String slot(String date, String start) {
        return "{\"date\":\"%s\",\"start\":\"%s\",\"end\":\"12:00\"}".formatted(date, start);
    }
}
