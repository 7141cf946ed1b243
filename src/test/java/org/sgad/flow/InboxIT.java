package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** What happened while a user was not looking is in their inbox, once and in their words. */
class InboxIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUEUE = "notification-service-queue";
    private static final String CLOSED = "{\"referee_id\":\"%s\",\"week_number\":42,\"total_slots\":7}";

    @Test
    void aClosedWeekIsToldInTheLanguageOfWhoReads() {
        InboxOf inbox = inbox("i-1");
        String id = close("i-1");

        JsonNode item = inbox.awaitItem(id);

        assertThat(item.path("event_type").textValue()).isEqualTo("availability.closed");
        assertThat(item.path("title").textValue()).isEqualTo("Disponibilidad Cerrada");
        assertThat(item.path("message").textValue()).isEqualTo("Tu disponibilidad de la semana 42 ha sido cerrada");
        assertThat(item.path("created_at").isTextual()).isTrue();
        assertThat(item.path("read_at").isNull()).isTrue();

        assertThat(inbox.prefer("{\"language\":\"en\"}").status()).isEqualTo(200);
        JsonNode english = inbox.awaitItem(id);
        assertThat(english.path("title").textValue()).isEqualTo("Availability Closed");
        assertThat(english.path("message").textValue()).isEqualTo("Your availability for week 42 has been closed");
    }

    @Test
    void whatIsReadIsReadEverywhereAndStaysSo() {
        InboxOf inbox = inbox("i-2");
        inbox.prefer("{\"muted_types\":[\"notification\"]}");
        String first = close("i-2");
        String second = close("i-2");
        inbox.awaitItem(second);
        assertThat(inbox.unread()).isEqualTo(2);

        Http.Answer read = inbox.read(first);

        assertThat(read.status()).isEqualTo(200);
        JsonNode readAt = read.json().path("read_at");
        assertThat(readAt.isTextual()).isTrue();
        assertThat(inbox.read(first).json().path("read_at")).isEqualTo(readAt);
        assertThat(inbox.unread()).isEqualTo(1);
        assertThat(inbox.page("?unread=true").path("items"))
                .singleElement()
                .satisfies(item -> assertThat(item.path("event_id").textValue()).isEqualTo(second));
        assertThat(http().get("/api/events/" + first).json().at("/receipts/0/read_at"))
                .isEqualTo(readAt);

        JsonNode all = http().post("/api/users/i-2/notifications/read-all", "").json();
        assertThat(all.path("read").intValue()).isEqualTo(1);
        assertThat(inbox.unread()).isZero();
        assertThat(inbox.items().get(0).path("read_at")).isEqualTo(readAt);
        assertThat(http().post("/api/users/i-2/notifications/read-all", "")
                        .json()
                        .path("read")
                        .intValue())
                .isZero();
    }

    @Test
    void whatIsReadOverTheSocketIsReadInTheInbox() {
        InboxOf inbox = inbox("i-3");
        try (SgadClient client = SgadClient.of(http(), "i-3")) {
            String id = close("i-3");
            inbox.awaitItem(id);
            inbox.prefer("{\"muted_types\":[\"notification\"]}");
            assertThat(inbox.unread()).isOne();

            client.send("{\"type\":\"read\",\"event_id\":\"" + id + "\"}");

            inbox.awaitItem(id, read -> read.path("read_at").isTextual());
            assertThat(inbox.unread()).isZero();
        }
    }

    @Test
    void aBroadcastIsStoredOnceAndReadByEachAlone() {
        InboxOf one = inbox("i-4");
        InboxOf other = inbox("i-5");
        String id = publish("/api/notifications", "{\"title\":\"Aviso\",\"message\":\"Mañana llueve\"}");
        one.awaitItem(id);
        long unread = other.unread();

        one.read(id);

        assertThat(one.awaitItem(id).path("read_at").isTextual()).isTrue();
        assertThat(other.awaitItem(id).path("read_at").isNull()).isTrue();
        assertThat(other.awaitItem(id).path("message").textValue()).isEqualTo("Mañana llueve");
        assertThat(other.unread()).isEqualTo(unread);
        assertThat(number("select count(*) from inbox_item where event_id = '" + id + "'"))
                .isOne();

        other.prefer("{\"muted_types\":[\"notification\"]}");
        assertThat(other.values("event_id")).doesNotContain(id);
        assertThat(other.read(id).status()).isEqualTo(404);
    }

    @Test
    void aMutedTypeIsNotKeptUnlessItIsCritical() {
        InboxOf inbox = inbox("i-6");
        inbox.prefer("{\"muted_types\":[\"availability.*\",\"notification\"]}");
        close("i-6");
        publish("/api/notifications", "{\"user_id\":\"i-6\",\"title\":\"t\",\"message\":\"muted\"}");
        String critical = publish(
                "/api/notifications",
                "{\"user_id\":\"i-6\",\"title\":\"t\",\"message\":\"field\",\"priority\":\"critical\"}");
        String byHeader = publish("/api/events", """
                {"exchange":"sgad.availability","routing_key":"availability.closed.i-6",
                 "message":{"event_type":"availability.closed","week_number":1},"headers":{"priority":"critical"}}""");
        String other = publish("/api/events", """
                {"exchange":"sgad.matches","routing_key":"x","message":{"event_type":"x.y","user_id":"i-6"}}""");

        inbox.awaitItem(other);

        assertThat(inbox.values("event_id"))
                .filteredOn(id -> mine("i-6").contains(id))
                .containsExactlyInAnyOrder(critical, byHeader, other);
    }

    @Test
    void anythingFromAnybodyIsToldSomehowAndOnce() throws Exception {
        InboxOf inbox = inbox("i-7");
        try (Amqp elsewhere = new Amqp()) {
            for (int twice = 0; twice < 2; twice++) {
                elsewhere.publish("sgad.availability", "availability.closed.i-7", Amqp.BARE, """
                        {"event_id":"strange-1","week_number":{"a":[1]},"closed_at":7}""");
                elsewhere.publish("sgad.availability", "availability.wondered.i-7", Amqp.BARE, """
                        {"event_id":"strange-2","title":"T\\u0000\\r\\nX","message":["no text"]}""");
                elsewhere.publish("sgad.matches", "match.assigned.i-7", Amqp.BARE, """
                        {"event_id":"strange-3","kickoff_at":"soon","venue":"El Campín","role":"captain"}""");
                elsewhere.publish("sgad.matches", "match.cancelled.i-7", Amqp.BARE, """
                        {"event_id":"strange-4","kickoff_at":"2026-10-17T20:30:00Z","venue":"El Campín","role":"var"}""");
            }
        }
        inbox.awaitItem("strange-4");

        assertThat(inbox.items().stream()
                        .filter(item -> item.path("event_id").asText().startsWith("strange"))
                        .map(item -> item.path("title").textValue() + "|"
                                + item.path("message").textValue()))
                .containsExactly(
                        "Disponibilidad Cerrada|Tu disponibilidad ha sido cerrada",
                        "T\nX|Recibiste un evento de tipo availability.wondered",
                        "Partido Asignado|Tienes un partido como captain en El Campín",
                        "Partido Cancelado|Ya no tienes el partido como VAR el sábado 17 de octubre de 2026"
                                + " a las 15:30 en El Campín");
    }

    @Test
    void whatConcernsNobodyIsInNoInbox() {
        String nobodys = publish("/api/events", """
                {"exchange":"sgad.availability","routing_key":"custom.x","message":{"event_type":"custom.x"}}""");
        inbox("i-8").awaitItem(close("i-8"));
        await().atMost(PATIENCE)
                .until(() -> http().get("/api/events/" + nobodys)
                        .json()
                        .path("published_at")
                        .isTextual());

        assertThat(number("select count(*) from inbox_item where event_id = '" + nobodys + "'"))
                .isZero();
    }

    @Test
    void aPageGoesOnWhereTheLastOneEnded() {
        InboxOf inbox = inbox("i-9");
        List<String> ids = IntStream.range(0, 5).mapToObj(i -> close("i-9")).toList();
        inbox.awaitItem(ids.get(4));
        inbox.prefer("{\"muted_types\":[\"notification\"]}");

        JsonNode first = inbox.page("?limit=2");
        JsonNode second = inbox.page("?limit=2&after=" + first.path("next").textValue());
        JsonNode last = inbox.page("?after=" + second.at("/items/1/cursor").textValue());

        assertThat(List.of(first, second, last).stream()
                        .flatMap(page -> page.path("items").valueStream())
                        .map(item -> item.path("event_id").textValue()))
                .containsExactlyElementsOf(ids);
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(first.path("unread").longValue()).isEqualTo(5);
    }

    @Test
    void wrongRequestsAreToldWhatIsAllowed() {
        for (String query : List.of("?after=x", "?limit=0", "?limit=1001", "?unread=maybe")) {
            assertThat(http().get("/api/users/i-10/notifications" + query).status())
                    .as(query)
                    .isEqualTo(422);
        }
        assertThat(inbox("i-10").read("nothing").status()).isEqualTo(404);
        assertThat(inbox("i-10").read(close("i-11")).status()).isEqualTo(404);
        assertThat(http().get("/api/users/sp%20ace/preferences").status()).isEqualTo(422);

        Http.Answer refused = inbox("i-10").prefer("{\"language\":\"fr\",\"muted_types\":[7]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").textValue()))
                .containsExactly("language", "muted_types[0]");
        assertThat(http().get("/api/users/i-10/preferences").json())
                .hasToString("{\"language\":\"es\",\"quiet_hours\":null,\"muted_types\":[],\"email\":null}");
    }

    @Test
    void preferencesAreKeptAndReplacedAsAWhole() {
        InboxOf inbox = inbox("i-12");
        String all = "{\"language\":\"en\",\"quiet_hours\":{\"from\":\"22:00\",\"to\":\"07:00\","
                + "\"timezone\":\"America/Bogota\"},\"muted_types\":[\"match.*\"],\"email\":\"ana@example.org\"}";

        assertThat(inbox.prefer(all).json()).hasToString(all);
        assertThat(http().get("/api/users/i-12/preferences").json()).hasToString(all);
        assertThat(inbox.prefer("{\"language\":\"es\"}").json())
                .hasToString("{\"language\":\"es\",\"quiet_hours\":null,\"muted_types\":[],"
                        + "\"email\":\"ana@example.org\"}");
        assertThat(inbox.prefer("{\"email\":null}").json().path("email").isNull())
                .isTrue();
    }

    @Test
    void aQueueThatIsLostIsCaughtUpFromTheLog() throws Exception {
        InboxOf inbox = inbox("i-13");
        try (Amqp elsewhere = new Amqp()) {
            inbox.awaitItem(close("i-13"));
            elsewhere.channel().queueUnbind(QUEUE, "sgad.availability", "#");
            String missed = close("i-13");
            await().atMost(PATIENCE)
                    .until(() -> http().get("/api/events/" + missed)
                            .json()
                            .path("published_at")
                            .isTextual());

            elsewhere.channel().queueDelete(QUEUE);

            inbox.awaitItem(missed);
            inbox.awaitItem(close("i-13"));
            assertThat(mine("i-13")).hasSize(3);
        }
    }

    @Test
    void aClosingOfTwentyThousandIsInTheInboxesWithinSeconds() throws Exception {
        try (var database = DevServices.current().connect();
                var statement = database.createStatement()) {
            statement.execute("insert into availability (referee_id, week, status, total_slots, version, updated_at)"
                    + " select 'z-' || nth, '2099-03-02', 'OPEN', 1, 1, now() from generate_series(1, 20000) nth");
        }
        long start = System.nanoTime();
        http().post("/api/closings", "{\"week\":\"2099-W10\"}");
        double closed = (System.nanoTime() - start) / 1e9;

        await().atMost(Duration.ofMinutes(2))
                .until(() -> number("select count(*) from inbox_item where user_id like 'z-%'") == 20_000);

        System.out.printf(
                java.util.Locale.ROOT,
                "20,000 closed in %.1f s, in the inboxes %.1f s after the start%n",
                closed,
                (System.nanoTime() - start) / 1e9);
        assertThat(inbox("z-777").items())
                .anySatisfy(item -> assertThat(item.path("message").textValue())
                        .isEqualTo("Tu disponibilidad de la semana 10 ha sido cerrada"));
        assertThat(http().metric("sgad_inbox_items_total")).isGreaterThanOrEqualTo(20_000);
    }

    private InboxOf inbox(String user) {
        return new InboxOf(http(), user);
    }

    private String close(String referee) {
        return publish("/api/events/availability.closed", CLOSED.formatted(referee));
    }

    private String publish(String path, String body) {
        Http.Answer answer = http().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").textValue();
    }

    private static List<String> mine(String user) {
        try (var database = DevServices.current().connect();
                var statement = database.createStatement();
                var rows = statement.executeQuery("select event_id from inbox_item where user_id = '" + user + "'")) {
            List<String> ids = new java.util.ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String query) {
        return DevServices.current().number(query);
    }
}
