package org.sgad.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.GetResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgad.devservices.DevLogin;
import org.sgad.flow.Amqp;
import org.sgad.flow.Http;

/** What an administrator does at {@code /console/}. */
class ConsoleIT extends PageStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DOUBLE_IDS = """
            const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
            return ids.filter((id, i) => ids.indexOf(id) < i).join(' ');
            """;

    /** How a module travels. */
    private static final String ENCODING = """
            return fetch('/console/js/app.js', { cache: 'no-store' }).then(({ headers }) => headers.get('Content-Encoding'));
            """;

    /** A time as the browser's own zone has it. */
    private static final String LOCAL = """
            (function (time) {
              const at = new Date(time);
              return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
            })(arguments[0])
            """;

    private static final List<String> PLACES = List.of(
            "overview",
            "live",
            "log",
            "sessions",
            "queues",
            "publish/notification",
            "publish/availability.updated",
            "publish/custom",
            "closings",
            "matches",
            "dead-letters",
            "replays",
            "upkeep");

    private Browser console(String place) {
        return signedIn(DevLogin.ADMIN, "/console/#/" + place);
    }

    @Test
    void whatIsPublishedIsSeenLiveAndItsStoryTellsWhoHasIt() {
        signedIn("arbitro-01", "/");
        await().atMost(PATIENCE).until(() -> sessionsOf("arbitro-01").size() == 1);
        Browser live = console("live").awaitText("#live-state", "En vivo");

        console("publish/notification")
                .type("#publish-user_id", "arbitro-01")
                .type("#publish-title", "Cambio de cancha")
                .type("#publish-message", "Se juega en el norte")
                .click("#publish-send")
                .awaitText("#publish-done", "notification");

        live.awaitText("#live-events", "Cambio de cancha")
                .click(".live-event:first-child .live-link")
                .awaitText("#log-event", "RabbitMQ lo confirmó")
                .awaitText("#log-event table", "arbitro-01");
        assertThat(live.complaints()).isEmpty();
    }

    private JsonNode sessionsOf(String user) {
        return http().get("/api/sessions?user_id=" + user, asAdmin()).json().path("items");
    }

    @Test
    void theLogIsSearchedAndSavedAsAFile() {
        for (String title : new String[] {"Uno", "Dos"}) {
            published("/api/notifications", "{\"title\":\"%s\",\"message\":\"Para guardar\"}".formatted(title));
        }
        Browser browser = console("log")
                .type("#log-type", "notification")
                .type("#log-q", "Para guardar")
                .click("#log-search")
                .awaitText("#log-list", "notification");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(browser.count("#log-list tbody tr")).isEqualTo(2));

        String saved = browser.download("#log-save-CSV");

        assertThat(saved.lines().filter(line -> line.contains("Para guardar"))).hasSize(2);
        assertThat(saved).startsWith("event_id,").contains("Uno", "Dos").endsWith("\r\n");
        browser.awaitText("#told", "2 eventos");
    }

    private String published(String path, String event) {
        Http.Answer answer = http().post(path, event, asAdmin());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("event_id").asText();
    }

    @Test
    void whatTheServerHasAgainstAFieldIsToldAtTheField() {
        Browser browser = console("publish/availability.closed")
                .type("#publish-referee_id", "árbitro uno")
                .type("#publish-week_number", "99")
                .click("#publish-send");

        browser.awaitText("#publish-referee_id-error", "sin tilde")
                .awaitText("#publish-week_number-error", "de 1 a 53");

        assertThat(browser.script("return document.activeElement.id")).isEqualTo("publish-referee_id");
        assertThat(browser.find("#publish-week_number").getDomProperty("value")).isEqualTo("99");
        assertThat(browser.count("#publish-total_slots-error")).isZero();
    }

    @Test
    void aClosingIsRehearsedThenRun() {
        file("arbitro-03", "2099-W20", "2099-05-12");
        Browser browser = console("closings")
                .type("#closings-week", "2099-W20")
                .click("#closings-rehearse")
                .awaitText("#closings-outcome", "Lo que haría");
        assertThat(weekOf("arbitro-03", "2099-W20")).isEqualTo("OPEN");

        browser.click("#closings-run").click("#ask-yes").awaitText("#told", "Semana 2099-W20: 1 cerrada,");

        assertThat(weekOf("arbitro-03", "2099-W20")).isEqualTo("CLOSED");
        browser.awaitText("#closings-history", "2099-W20").awaitText("#closings-history", DevLogin.ADMIN);
    }

    private void file(String referee, String week, String date) {
        Http.Answer filed = http().put(
                        "/api/availability/" + referee + "/" + week,
                        "{\"slots\":[{\"date\":\"%s\",\"start\":\"08:00\",\"end\":\"12:00\"}]}".formatted(date),
                        asAdmin());
        assertThat(filed.status()).as(filed.text()).isEqualTo(200);
    }

    private String weekOf(String referee, String week) {
        return http().get("/api/availability/" + referee + "/" + week, asAdmin())
                .json()
                .path("status")
                .asText();
    }

    @Test
    void aDeadLetterIsReadAndSentBackToItsQueue() throws Exception {
        try (Amqp other = new Amqp()) {
            dead(other, "console-service", "{\"title\":\"Perdido\"}");
            Browser browser = console("dead-letters?queue=console-service").awaitText("#letters-list", "rechazado");

            browser.click("#letters-list tbody th a").awaitText("#letters-one", "\"title\": \"Perdido\"");
            browser.click("#requeue-one").awaitText("#told", "1 mensaje");

            GetResponse back = await().atMost(PATIENCE)
                    .until(() -> other.channel().basicGet("console-service", true), Objects::nonNull);
            assertThat(new String(back.getBody(), StandardCharsets.UTF_8)).contains("Perdido");
        }
    }

    @Test
    void aDeadLetterIsDiscardedOnceOneIsSure() throws Exception {
        try (Amqp other = new Amqp()) {
            dead(other, "console-trash", "no JSON");
            Browser browser = console("dead-letters?queue=console-trash").awaitText("#letters-list", "rechazado");

            browser.click("#letters-list [id^=discard-]").click("#ask-no");
            assertThat(browser.count("#letters-list tbody tr")).isEqualTo(1);
            browser.click("#letters-list [id^=discard-]").click("#ask-yes").awaitText("#told", "Descartado");

            browser.awaitText("#letters-list", "coincide con el filtro");
        }
    }

    /** A message that a queue's service refuses. */
    private static void dead(Amqp other, String queue, String body) throws Exception {
        other.channel().queueDeclare(queue, true, false, false, Map.of("x-dead-letter-exchange", "sgad.dlx"));
        other.publish("", queue, Amqp.BARE, body);
        GetResponse message =
                await().atMost(PATIENCE).until(() -> other.channel().basicGet(queue, false), Objects::nonNull);
        other.channel().basicReject(message.getEnvelope().getDeliveryTag(), false);
    }

    @Test
    void aSessionIsEndedOnceOneIsSure() throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + login().token("arbitro-04"))
                .buildAsync(http().uri("ws", "/ws/arbitro-04"), new CloseCode(closed))
                .get(20, TimeUnit.SECONDS);
        Browser browser = console("sessions?user_id=arbitro-04")
                .awaitText("#sessions-presence", "conectado, 1 sesión")
                .awaitText("#sessions-list", "arbitro-04");

        browser.click("#sessions-list [id^=disconnect-]").click("#ask-yes");

        assertThat(closed.get(20, TimeUnit.SECONDS)).isEqualTo(4503);
        browser.awaitText("#sessions-list", "Nadie está conectado").awaitText("#sessions-presence", "desconectado");
    }

    private record CloseCode(CompletableFuture<Integer> closed) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return closed;
        }
    }

    @Test
    void aMatchIsAnnouncedAndGivenToWhoIsAvailable() {
        file("arbitro-05", "2099-W22", "2099-05-30");
        Browser browser = console("matches");
        browser.find("#match-kickoff_at");
        browser.script("document.getElementById('match-kickoff_at').value = " + LOCAL, "2099-05-30T10:00:00-05:00");
        browser.type("#match-venue", "El Campín")
                .type("#match-category", "Sub-20")
                .click("#match-announce")
                .awaitText("#matches-list", "El Campín")
                .click("#matches-list tbody th a")
                .click("#assign-arbitro-05")
                .awaitText("#told", "arbitro-05 quedó designado")
                .awaitText("#matches-one table", "asignado");

        browser.click("#withdraw-arbitro-05").click("#ask-yes").awaitText("#matches-one", "Nadie ha sido designado");

        browser.click("#match-cancel").click("#ask-yes").awaitText("#matches-one", "cancelado");
    }

    @Test
    void aScheduledNotificationIsTakenBack() {
        String scheduled = published(
                "/api/notifications",
                "{\"title\":\"Recuerda\",\"message\":\"Registra tu semana\",\"deliver_at\":\"%s\"}"
                        .formatted(Instant.now().plus(Duration.ofDays(2))));
        Browser browser = console("upkeep").awaitText("#upkeep-scheduled", "Recuerda");

        browser.click("#unschedule-" + scheduled).click("#ask-yes").awaitGone("#unschedule-" + scheduled);

        browser.type("#upkeep-cache", "availability").click("#upkeep-forget").awaitText("#told", "Vaciada");
    }

    @Test
    void theLiveStreamWaitsWhilePausedAndGoesOnWithWhatCame() {
        Browser browser = console("live?type=custom.*").awaitText("#live-state", "En vivo");
        browser.click("#live-pause").awaitText("#live-state", "En pausa");
        published("/api/events", custom("custom.paused"));
        published("/api/notifications", "{\"title\":\"Otro tipo\",\"message\":\"No está en el filtro\"}");

        browser.awaitText("#live-state", "espera 1 evento");
        assertThat(browser.count(".live-event")).isZero();
        browser.click("#live-pause").awaitText("#live-events", "custom.paused");

        assertThat(browser.count(".live-event")).isEqualTo(1);
    }

    private static String custom(String type) {
        return "{\"exchange\":\"sgad.availability\",\"routing_key\":\"%1$s\",\"message\":{\"event_type\":\"%1$s\"}}"
                .formatted(type);
    }

    @Test
    void textsOfOthersAreShownAsTexts() throws Exception {
        String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        published("/api/notifications", "{\"title\":\"%1$s\",\"message\":\"%1$s hostile\"}".formatted(hostile));
        String custom = published("/api/events", custom("<b>hostile</b>"));
        String match = announced(hostile);
        String scheduled = published(
                "/api/notifications",
                "{\"title\":\"%1$s\",\"message\":\"m\",\"deliver_at\":\"%2$s\"}"
                        .formatted(hostile, Instant.now().plus(Duration.ofDays(2))));
        published("/api/replays", "{\"target\":\"sockets\",\"type\":\"%s\"}".formatted(hostile));
        try (Amqp other = new Amqp()) {
            dead(other, "<i>hostile</i>", hostile);
        }
        String letter = await().atMost(PATIENCE)
                .until(
                        () -> http().get("/api/dead-letters?queue=" + encoded("<i>hostile</i>"), asAdmin())
                                .json()
                                .at("/items/0/id")
                                .asText(),
                        id -> !id.isEmpty());
        Browser browser = console("live").awaitText("#live-state", "En vivo");
        published("/api/notifications", "{\"title\":\"%1$s\",\"message\":\"live hostile\"}".formatted(hostile));

        browser.awaitText("#live-events", hostile);
        assertNothingOfItRan(browser);
        for (String[] view : new String[][] {
            {"log?q=hostile", "#log-list", "<b>hostile</b>"},
            {"log/" + custom, "#log-event", "<b>hostile</b>"},
            {"matches?category=" + encoded(hostile), "#matches-list", hostile},
            {"dead-letters?queue=" + encoded("<i>hostile</i>"), "#letters-list", "<i>hostile</i>"},
            {"matches/" + match, "#matches-one", hostile},
            {"dead-letters/" + letter, "#letters-one", hostile},
            {"sessions?user_id=" + encoded(hostile), "#sessions-list", "El servidor no lo aceptó"},
            {"queues", "#queues-list", "<i>hostile</i>"},
            {"upkeep", "#upkeep-scheduled", hostile},
            {"replays", "#replays-list", hostile},
        }) {
            browser.go(page("/console/#/" + view[0])).awaitText(view[1], view[2]);
            assertNothingOfItRan(browser);
        }
        browser.go(page("/console/#/publish/custom"))
                .type("#publish-routing_key", hostile)
                .type("#publish-message", "{\"text\":\"" + hostile + "\"}")
                .click("#publish-send")
                .awaitText("#publish-done", hostile);
        assertNothingOfItRan(browser);
        assertThat(browser.complaints()).isEmpty();
        http().delete("/api/notifications/scheduled/" + scheduled, asAdmin());
    }

    private String announced(String text) {
        Http.Answer answer = http().post(
                        "/api/matches",
                        "{\"kickoff_at\":\"2099-06-01T10:00:00-05:00\",\"venue\":\"%1$s\",\"category\":\"%1$s\",\"roles\":[\"referee\"]}"
                                .formatted(text),
                        asAdmin());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("match_id").asText();
    }

    private static void assertNothingOfItRan(Browser browser) {
        assertThat(browser.hasDialog()).isFalse();
        assertThat(browser.count("main img, main script, main b, main i")).isZero();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"es,light", "en,dark"})
    void everyViewIsAccessibleAndFitsEveryScreen(String language, String theme) {
        published("/api/events", custom("custom.seen"));
        Browser browser = console("overview").theme(theme).click("#speak-" + language);
        for (String place : PLACES) {
            browser.go(page("/console/#/" + place)).find("#head h1");
            browser.awaitGone("#stage .loading");

            assertAccessible(browser, "console " + place + " " + theme);
            assertThat(browser.script(DOUBLE_IDS)).as(place).isEqualTo("");
            for (int width : new int[] {320, 360, 640, 1280}) {
                browser.resize(width, 900);
                assertThat(browser.excess()).as("%s at %d px", place, width).isZero();
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatOpensOnDemandIsAccessibleToo() throws Exception {
        String event = published("/api/events", custom("custom.opened"));
        String match = announced("Techo");
        Browser browser = console("log/" + event).theme("dark").awaitText("#log-event", "custom.opened");
        assertAccessible(browser, "console one event");
        browser.go(page("/console/#/matches/" + match)).awaitText("#matches-one", "Techo");
        assertAccessible(browser, "console one match");
        try (Amqp other = new Amqp()) {
            dead(other, "console-opened", "no JSON");
            browser.go(page("/console/#/dead-letters?queue=console-opened")).click("#letters-list tbody th a");
            browser.awaitText("#letters-one", "no JSON");
            assertAccessible(browser, "console one letter");
            browser.click("#letters-one [id^=discard-]").find("#ask-no");
            assertAccessible(browser, "console question");
            browser.click("#ask-no");
        }
        browser.resize(390, 844).click("#menu").find("#go-log");
        assertAccessible(browser, "console phone menu");
        assertThat(browser.excess()).isZero();
        browser.click("#sign-out").find("#sign-in");
        assertAccessible(browser, "console sign-in");
    }

    @Test
    void whatIsTypedStaysWhenTheKnownTypesCome() {
        Browser browser = browser().holdBack("/api/event-types");
        signIn(browser, DevLogin.ADMIN, "/console/#/log").type("#log-type", "custom.t");

        browser.letThrough();

        await().atMost(PATIENCE).until(() -> browser.count("#log-types-list option") > 3);
        assertThat(browser.script("return document.activeElement.id")).isEqualTo("log-type");
        assertThat(browser.find("#log-type").getDomProperty("value")).isEqualTo("custom.t");
    }

    @Test
    void aFirstLoadWeighsLittle() {
        Browser browser = browser().go(URI.create("about:blank"));
        browser.bytesReceived(); // those of the browser's own first tab

        signIn(browser, DevLogin.ADMIN, "/console/")
                .awaitText("#overview-health", "RabbitMQ")
                .find("#overview-charts canvas");

        long bytes = browser.bytesReceived();

        System.out.println("console, first load with sign-in: " + bytes / 1_000 + " kB");
        assertThat(bytes).isBetween(10_000L, 200_000L);
        assertThat(browser.script(ENCODING)).isEqualTo("gzip");
    }

    @Test
    void aReplayIsCountedBeforeItIsMade() {
        published("/api/events", custom("custom.replayed"));
        published("/api/events", custom("custom.replayed"));
        Browser browser = console("replays?type=custom.replayed&target=broker")
                .click("#replays-rehearse")
                .awaitText("#replays-count", "Serían 2 eventos");
        assertThat(http().get("/api/replays", asAdmin()).text()).doesNotContain("custom.replayed");

        browser.click("#replays-run").click("#ask-yes").awaitText("#told", "Empezó el reenvío de 2 eventos");

        browser.awaitText("#replays-list", "2 de 2").awaitText("#replays-list", "terminado");
    }

    @Test
    void theStoredWeeksAreComparedWithTheLog() {
        file("arbitro-01", "2099-W24", "2099-06-09");
        Browser browser = console("upkeep").click("#upkeep-verify");

        browser.awaitText("#upkeep-projection", "Todo coincide con el registro");
    }

    @Test
    void queuesAreListedWithWhoTakesFromThem() {
        console("queues").awaitText("#queues-list", "match-service-queue").awaitText("#queues-list", "Consumidores");
    }

    @Test
    void theLastHourIsDrawn() {
        Browser browser = console("overview").awaitText("#overview-charts .legend", "publicados");

        browser.find("#overview-charts canvas");
    }

    @Test
    void whoIsNoAdministratorIsToldSoKindly() {
        Browser browser = signedIn("arbitro-02", "/console/#/log");

        browser.awaitText("#refusal", "Entraste como arbitro-02");

        assertThat(browser.count("#stage:not([hidden])")).isZero();
        assertThat(browser.count("#nav a")).isZero();
        assertAccessible(browser, "console refusal");
    }

    @Test
    void theDocumentsForProgramsAreLinked() {
        Browser browser = console("overview").awaitText("#nav", "API HTTP");

        for (String document : new String[] {"openapi", "asyncapi"}) {
            assertThat(browser.find("#read-" + document).getDomAttribute("href"))
                    .isEqualTo("/" + document);
            assertThat(http().get("/" + document).text()).startsWith(document + ":");
        }
    }
}
