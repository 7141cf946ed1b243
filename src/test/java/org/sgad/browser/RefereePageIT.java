package org.sgad.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.sgad.devservices.DevLogin;
import org.sgad.event.EventJson;
import org.sgad.flow.Http;

/** The referee's page, as referees use it. */
class RefereePageIT extends PageStory {
    private static final String HOSTILE = "<img src=x onerror=\"alert(1)\"><script>alert(2)</script>";
    private static final long FIRST_LOAD_LIMIT = 200_000;
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");

    private static final String ANIMATIONS = "return document.getAnimations().length";

    /** Whether nothing covers what has the focus. */
    private static final String IS_SEEN = """
            const { x, y, width, height } = document.activeElement.getBoundingClientRect();
            return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement
                && y >= 0 && y + height <= innerHeight;
            """;

    /** A cell of the grid. */
    private static String cell(String day, String time) {
        return "#cell-" + day + "-" + time.replace(":", "");
    }

    private String slots(String referee, String week) {
        return http().get("/api/availability/" + referee + "/" + week, asAdmin())
                .json()
                .path("slots")
                .toString();
    }

    private void file(String referee, String week, String day) {
        String body = "{\"slots\":[{\"date\":\"%s\",\"start\":\"08:00\",\"end\":\"12:00\"}]}".formatted(day);
        assertThat(http().put("/api/availability/" + referee + "/" + week, body, asAdmin())
                        .status())
                .isIn(200, 201);
    }

    private void notify(String user, String title, String message) {
        JsonNode notification = EventJson.object()
                .put("user_id", user)
                .put("title", title)
                .put("message", message)
                .put("type", "info");
        assertThat(http().post("/api/notifications", notification.toString(), asAdmin())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aRefereeWhoSignsInIsAtTheirOwnWeek() {
        Browser browser = signedIn("arbitro-01", "/?user_id=arbitro-02&week=2099-W10");

        browser.awaitText("#week-title", "Semana 10")
                .awaitText("#week", "arbitro-01")
                .awaitText(".connection", "En vivo")
                .awaitText("#closing", "cierra");

        assertThat(browser.find("#closing .countdown").getText()).containsPattern("\\d+ (d|h|min)");
        assertThat(browser.count("#change, #to-console"))
                .as("only an administrator chooses")
                .isZero();
        assertThat(browser.complaints()).isEmpty();
        browser.click("#sign-out").find("#sign-in");
        assertThat(browser.script("return sessionStorage.getItem('sgad.token')"))
                .isNull();
    }

    @Test
    void howOneSignsInIsOpenToEverybodyAndNothingBesideItIs() {
        Http.Answer how = http().get("/api/sign-in");

        assertThat(how.status()).isEqualTo(200);
        assertThat(how.json().path("auth").asText()).isEqualTo("jwt");
        assertThat(how.json().path("login_url").asText())
                .isEqualTo(login().url("/").toString());
        assertThat(how.json().path("timezone").asText()).isEqualTo("America/Bogota");
        for (String beside : List.of("/api/sign-in/", "/api/sign-in/x", "/api/sign-in/..;/me", "/api/sign-inn")) {
            assertThat(http().get(beside).status()).as(beside).isIn(400, 401);
        }
    }

    @Test
    void anAdministratorChoosesAReferee() {
        Browser browser = signedIn(DevLogin.ADMIN, "/");

        browser.type("#user-id", "arbitro-05").press(Keys.ENTER).awaitText("#week", "arbitro-05");
        browser.click("#change").find("#user-id");
    }

    @Test
    void whatIsTypedStaysWhenTheListOfRefereesComes() {
        Browser browser = browser().holdBack("/api/availability?");
        signIn(browser, DevLogin.ADMIN, "/").type("#user-id", "arbitro-05").find("#picker-list [role=status]");

        browser.letThrough().awaitGone("#picker-list [role=status]");

        assertThat(browser.script("return document.activeElement.id")).isEqualTo("user-id");
        browser.click("#speak-en").awaitText("#picker-head", "Whom");
        assertThat(browser.find("#user-id").getDomProperty("value")).isEqualTo("arbitro-05");
        browser.click("#picker-form button").awaitText("#week", "arbitro-05");
    }

    /** The story the pages are for, with nothing but what is on the first screen to begin with. */
    @Test
    void aWeekIsFiledAndClosedLiveAndTheConsoleTellsWhoWasToldAndWhen() {
        String week =
                LocalDate.now(BOGOTA).format(DateTimeFormatter.ISO_WEEK_DATE).substring(0, 8);
        Browser referee = signedIn("arbitro-02", "/");
        referee.awaitText("#week-state", "Sin registrar").find(".grid");
        referee.script("document.querySelector('.grid [tabindex=\"0\"]').focus()");
        referee.press(Keys.SPACE).click("#save").awaitText("#week-state", "Abierta");
        referee.awaitText(".connection", "En vivo");

        Browser admin = signedIn(DevLogin.ADMIN, "/").click("#to-console").click("#go-closings");
        admin.type("#closings-week", week).click("#closings-rehearse").awaitText("#closings-outcome", "Lo que haría");
        admin.click("#closings-run").click("#ask-yes").awaitText("#told", "1 cerrada,");

        referee.awaitText("#toasts", "Disponibilidad Cerrada").awaitText("#week-state", "Cerrada");
        // of when the week was due, on Friday: on Saturday evening that is before the day that the log begins with
        admin.click("#go-log").type("#log-from", "");
        admin.type("#log-type", "availability.closed").type("#log-subject", "arbitro-02");
        admin.click("#log-search").awaitText("#log-list tbody", "arbitro-02").click("#log-list tbody th a");
        admin.awaitText("#log-event table tbody", "arbitro-02").find("#log-event table tbody td time");
        admin.click("#to-pages").find("#user-id");
    }

    @Test
    void timesAreToldAsTheyAreThereAndHere() {
        LocalDate day = LocalDate.parse("2099-04-29");
        file("arbitro-04", "2099-W18", day.toString());
        Browser browser = signIn(browser().timezone("Europe/Madrid"), "arbitro-04", "/?week=2099-W18");
        browser.awaitText(".connection", "En vivo")
                .awaitText("#closing", "hora de Bogotá")
                .awaitText("#closing", "en tu zona");

        appointed("arbitro-04", day, "El Campín");

        browser.awaitText("#toasts", "a las 10:00, hora de Bogotá").awaitText("#toasts", "en tu zona");
        browser.click("#tab-live").awaitText("#feed", "en tu zona");
    }

    @Test
    void aToastThatWasClosedUnderThePointerKeepsNoOtherOnTheScreen() {
        Browser browser = signedIn("arbitro-03", "/").awaitText(".connection", "En vivo");
        notify("arbitro-03", "Primero", "bajo el puntero");
        browser.awaitText("#toasts", "Primero")
                .hover(".toast")
                .click(".toast-close")
                .awaitGone(".toast");
        browser.hover("#brand");

        notify("arbitro-03", "Segundo", "y se va");

        browser.awaitText("#toasts", "Segundo").awaitGone(".toast");
    }

    @Test
    void whomAnAdministratorDisconnectsIsToldSoAndMayComeBack() {
        Browser browser = signedIn("arbitro-04", "/").awaitText(".connection", "En vivo");
        for (JsonNode session :
                http().get("/api/sessions?user_id=arbitro-04", asAdmin()).json().path("items")) {
            http().delete("/api/sessions/" + session.path("id").asText(), asAdmin());
        }

        browser.awaitText("#stopped", "Un administrador cerró esta conexión");
        assertAccessible(browser, "referee disconnected");

        browser.click("#reconnect").awaitText(".connection", "En vivo");
    }

    @Test
    void theFocusIsNeverBeneathWhatSticksToTheEdges() {
        Browser browser = signedIn("arbitro-03", "/?week=2099-W13").resize(390, 640);
        browser.tap(cell("2099-03-23", "06:00")).find("#save");
        browser.script("document.getElementById('cell-2099-03-23-0600').focus()");

        for (Keys key : List.of(Keys.ARROW_DOWN, Keys.ARROW_UP)) {
            for (int row = 0; row < 31; row++) {
                browser.press(key);
                assertThat(browser.script(IS_SEEN)).as("%s %d", key.name(), row).isEqualTo(true);
            }
        }
    }

    @Test
    void aTokenThatNobodyAskedForIsNotTaken() {
        Browser browser = browser().go(page("/#access_token=" + login().token("arbitro-03") + "&state=guessed"));

        browser.awaitText("#sign-in-panel", "no había pedido");

        assertThat(browser.address()).isEqualTo(page("/").toString());
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
    }

    @Test
    void aTokenThatEndsLeavesWhatIsOnTheScreenAndTheNextOneGoesOn() {
        Browser browser = signedIn("arbitro-01", "/?week=2099-W11");
        browser.drag(cell("2099-03-10", "08:00"), cell("2099-03-10", "09:30")).awaitText("#save-bar", "sin guardar");
        browser.script("sessionStorage.setItem('sgad.token', 'ended')");

        browser.click("#save").awaitText("#sign-in-panel", "Tu sesión terminó").awaitText("#save-bar", "sin guardar");
        browser.click("#sign-in").click("#arbitro-01").awaitText("#save-bar", "sin guardar");
        browser.click("#save").awaitText("#toasts", "Semana guardada");

        assertThat(slots("arbitro-01", "2099-W11"))
                .isEqualTo("[{\"date\":\"2099-03-10\",\"start\":\"08:00\",\"end\":\"10:00\"}]");
    }

    @Test
    void aWeekIsPaintedWithTheMouse() {
        Browser browser = signedIn("arbitro-01", "/?week=2099-W12");
        browser.awaitText("#week-state", "Sin registrar");

        browser.drag(cell("2099-03-16", "08:00"), cell("2099-03-17", "09:30"));
        browser.drag(cell("2099-03-16", "08:30"), cell("2099-03-16", "08:30"));
        browser.drag(cell("2099-03-20", "18:00"), cell("2099-03-20", "18:30"));
        browser.click("#undo").click("#save").awaitText("#week-state", "Abierta");

        assertThat(slots("arbitro-01", "2099-W12"))
                .isEqualTo("[{\"date\":\"2099-03-16\",\"start\":\"08:00\",\"end\":\"08:30\"},"
                        + "{\"date\":\"2099-03-16\",\"start\":\"09:00\",\"end\":\"10:00\"},"
                        + "{\"date\":\"2099-03-17\",\"start\":\"08:00\",\"end\":\"10:00\"}]");
    }

    @Test
    void aWeekIsPaintedWithTheKeyboardAlone() {
        Browser browser = signedIn("arbitro-02", "/?week=2099-W12");
        browser.find(cell("2099-03-16", "08:00"));
        browser.script("document.querySelector('.grid [tabindex=\"0\"]').focus()");

        browser.press(Keys.HOME, Keys.ARROW_RIGHT, Keys.SPACE);
        browser.pressWith(Keys.SHIFT, Keys.ARROW_DOWN, Keys.ARROW_DOWN).awaitText("#save-bar", "sin guardar");
        browser.press(Keys.ARROW_UP, Keys.SPACE);
        browser.pressWith(Keys.CONTROL, "z").click("#save").awaitText("#week-state", "Abierta");

        assertThat(slots("arbitro-02", "2099-W12"))
                .isEqualTo("[{\"date\":\"2099-03-17\",\"start\":\"08:00\",\"end\":\"09:30\"}]");
    }

    @Test
    void aWeekIsPaintedWithAFinger() {
        Browser browser = signedIn("arbitro-05", "/?week=2099-W12").resize(390, 844);

        browser.tap(cell("2099-03-16", "07:00")).find(cell("2099-03-16", "07:00") + "[data-cover=full]");
        browser.holdAndDraw(
                cell("2099-03-18", "08:00"),
                cell("2099-03-18", "08:00") + "[data-cover=full]",
                cell("2099-03-19", "09:30"));
        browser.find(cell("2099-03-19", "09:30") + "[data-cover=full]");
        browser.click("#save").awaitText("#week-state", "Abierta");

        assertThat(slots("arbitro-05", "2099-W12"))
                .isEqualTo("[{\"date\":\"2099-03-16\",\"start\":\"07:00\",\"end\":\"07:30\"},"
                        + "{\"date\":\"2099-03-18\",\"start\":\"08:00\",\"end\":\"10:00\"},"
                        + "{\"date\":\"2099-03-19\",\"start\":\"08:00\",\"end\":\"10:00\"}]");
    }

    @Test
    void hoursBeyondTheGridAreTyped() {
        Browser browser = signedIn("arbitro-03", "/?week=2099-W12");

        browser.click("#slot-list-summary").script("""
                for (const [id, value] of [['slot-start', '04:45'], ['slot-end', '06:15']]) {
                  document.getElementById(id).value = value;
                  document.getElementById(id).dispatchEvent(new Event('input', { bubbles: true }));
                }""");
        browser.click("#slot-add").find(cell("2099-03-16", "04:30"));
        browser.click("#save").awaitText("#week-state", "Abierta");

        assertThat(slots("arbitro-03", "2099-W12")).contains("04:45", "06:15");
    }

    @Test
    void aWeekThatAnotherHandChangedIsNotOverwrittenUnseen() {
        Browser browser = signedIn("arbitro-04", "/?week=2099-W12");
        browser.drag(cell("2099-03-18", "08:00"), cell("2099-03-18", "08:00")).awaitText("#save-bar", "sin guardar");

        file("arbitro-04", "2099-W12", "2099-03-19");

        browser.awaitText("#week-notice", "cambió desde otro lugar").click("#discard");
        browser.find(cell("2099-03-19", "08:00") + "[data-cover=full]");
        browser.awaitGone("#discard");
        assertThat(slots("arbitro-04", "2099-W12")).contains("2099-03-19").doesNotContain("2099-03-18");
    }

    @Test
    void aClosingIsSeenAsItHappensByEachRefereeInTheirBrowser() {
        // before all weeks of the other stories, as a closing ends those before it too
        file("arbitro-01", "2099-W04", "2099-01-21");
        file("arbitro-01", "2099-W05", "2099-01-28");
        file("arbitro-02", "2099-W05", "2099-01-29");
        Browser one = signedIn("arbitro-01", "/?week=2099-W05");
        Browser other = signedIn("arbitro-02", "/?week=2099-W05");
        one.awaitText("#week-state", "Abierta").awaitText(".connection", "En vivo");
        other.awaitText("#week-state", "Abierta").awaitText(".connection", "En vivo");

        assertThat(http().post("/api/closings", "{\"week\":\"2099-W05\"}", asAdmin())
                        .status())
                .isEqualTo(200);

        for (Browser browser : List.of(one, other)) {
            browser.awaitText("#toasts", "Disponibilidad Cerrada").awaitText("#week-state", "Cerrada");
            assertThat(browser.find(".grid").getAttribute("aria-readonly")).isEqualTo("true");
        }
        assertAccessible(one, "referee closed");
        one.go(page("/?week=2099-W04")).awaitText("#week-state", "Vencida").awaitText("#week", "Ya no admite cambios");
        assertThat(one.find(".grid").getAttribute("aria-readonly")).isEqualTo("true");
        assertAccessible(one, "referee expired");
    }

    @Test
    void whatIsReadInTheInboxIsRead() {
        Browser browser = signedIn("arbitro-03", "/");
        browser.awaitText(".connection", "En vivo");
        notify("arbitro-03", "Cambio de cancha", "Ahora en El Campín");

        browser.awaitText("#toasts", "Cambio de cancha").awaitText("#inbox-items", "Ahora en El Campín");
        browser.awaitText("#bell", "sin leer").click("#inbox-items li:first-child .link");
        browser.awaitGone("#inbox-items li:first-child .link");

        JsonNode item = http()
                .get("/api/users/arbitro-03/notifications", asAdmin())
                .json()
                .path("items")
                .findParents("title")
                .stream()
                .filter(one -> one.path("title").asText().equals("Cambio de cancha"))
                .findFirst()
                .orElseThrow();
        assertThat(item.path("read_at").isNull()).isFalse();
    }

    @Test
    void aMatchIsConfirmedWhereItIsAnnounced() {
        LocalDate day = LocalDate.parse("2099-04-08");
        file("arbitro-05", "2099-W15", day.toString());
        Browser browser = signedIn("arbitro-05", "/");
        browser.click("#tab-matches").awaitText("#panel-matches", "No tienes partidos");
        String match = appointed("arbitro-05", day, "El Campín");

        browser.awaitText("#tab-matches", "1").click("#confirm-" + match).awaitText("#match-" + match, "Confirmado");

        assertThat(http().get("/api/matches/" + match, asAdmin())
                        .json()
                        .at("/assignments/0/status")
                        .asText())
                .isEqualTo("confirmed");
    }

    private String appointed(String referee, LocalDate day, String venue) {
        JsonNode form = EventJson.object()
                .put("kickoff_at", day + "T10:00:00-05:00")
                .put("venue", venue)
                .put("category", "Sub-20")
                .set("roles", EventJson.MAPPER.createArrayNode().add("referee"));
        String match = http().post("/api/matches", form.toString(), asAdmin())
                .json()
                .path("match_id")
                .asText();
        String assignment = "{\"referee_id\":\"%s\",\"role\":\"referee\"}".formatted(referee);
        await().atMost(Browser.PATIENCE)
                .until(() -> http().post("/api/matches/" + match + "/assignments", assignment, asAdmin())
                                .status()
                        == 201);
        return match;
    }

    @Test
    void preferencesAreKeptAndTheirLanguageIsSpoken() {
        Browser browser = signedIn("arbitro-05", "/");
        browser.click("#tab-preferences").type("#pref-email", "not an address").click("#pref-save");
        browser.awaitText("#pref-notice", "Escribe un solo correo").type("#pref-timezone", "Europe/Madrid");
        browser.click("#speak-en").awaitText("#pref-save", "Save").click("#speak-es");
        browser.awaitText("#pref-save", "Guardar");
        assertThat(browser.find("#pref-timezone").getDomProperty("value")).isEqualTo("Europe/Madrid");

        browser.type("#pref-email", "ana@example.org").click("#pref-language option[value=en]");
        browser.click("input[value='availability.updated']").click("#pref-save").awaitText("#toasts", "Settings saved");

        browser.awaitText("#tab-inbox", "Inbox");
        JsonNode kept =
                http().get("/api/users/arbitro-05/preferences", asAdmin()).json();
        assertThat(kept.path("language").asText()).isEqualTo("en");
        assertThat(kept.path("email").asText()).isEqualTo("ana@example.org");
        assertThat(kept.path("muted_types").toString()).isEqualTo("[\"availability.updated\"]");
    }

    /** The stories share the login's people, who speak Spanish. */
    @AfterEach
    void speakSpanishAgain() {
        assertThat(http().put("/api/users/arbitro-05/preferences", "{\"language\":\"es\"}", asAdmin())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theLanguageIsAChoiceThatIsRemembered() {
        Browser browser = browser().go(page("/"));
        browser.awaitText("#sign-in", "Entrar").click("#speak-en").awaitText("#sign-in", "Sign in");

        browser.go(page("/")).awaitText("#sign-in", "Sign in");
    }

    @Test
    void twoTabsOfABrowserShareOneSession() {
        Browser browser = signedIn("arbitro-02", "/");
        browser.awaitText(".connection", "En vivo").newTab();
        signIn(browser, "arbitro-02", "/").awaitText(".connection", "En vivo");
        notify("arbitro-02", "Para ambas", "Una sola conexión");

        browser.awaitText("#toasts", "Para ambas");

        Http.Answer sessions = http().get("/api/sessions?user_id=arbitro-02", asAdmin());
        assertThat(sessions.json().path("items")).hasSize(1);
    }

    @Test
    void whatHappenedWhileTheServerWasAwayIsShownOnItsReturn() {
        Browser browser = signedIn("arbitro-01", "/");
        browser.awaitText(".connection", "En vivo");
        notify("arbitro-01", "Antes", "de la caída");
        browser.awaitText("#toasts", "Antes");

        node().kill();
        browser.awaitText("#reconnecting", "Reconectando");
        assertAccessible(browser, "referee reconnecting");
        // while the page is away for the browser too, so that it cannot be back before they are sent
        browser.offline(true);
        node().start();
        for (String title : List.of("Uno", "Dos", "Tres")) {
            notify("arbitro-01", title, "mientras tanto");
        }
        await().atMost(Browser.PATIENCE)
                .until(() -> http().get("/api/users/arbitro-01/notifications?unread=true&limit=1000", asAdmin())
                        .text()
                        .contains("\"Tres\""));
        browser.offline(false);

        browser.awaitText("#missed", "Te perdiste 3 eventos; aquí están").awaitText("#missed", "Dos");
        browser.awaitText("#inbox-items", "Tres");
        assertAccessible(browser, "referee missed");
        browser.click("#dismiss-missed");
        browser.awaitGone("#missed");
    }

    @Test
    void textsAreOnlyEverText() {
        LocalDate day = LocalDate.parse("2099-04-15");
        file("arbitro-05", "2099-W16", day.toString());
        Browser browser = signedIn("arbitro-05", "/");
        browser.awaitText(".connection", "En vivo", "Live").click("#tab-live");
        notify("arbitro-05", HOSTILE, HOSTILE);
        String match = appointed("arbitro-05", day, HOSTILE);
        http().post(
                        "/api/events",
                        EventJson.object()
                                .put("exchange", "sgad.availability")
                                .put("routing_key", "custom.event")
                                .set(
                                        "message",
                                        EventJson.object()
                                                .put("event_type", "custom.script")
                                                .put("user_id", "arbitro-05")
                                                .put("text", HOSTILE))
                                .toString(),
                        asAdmin());

        browser.awaitText("#toasts", HOSTILE).awaitText("#feed", HOSTILE).awaitText("#feed", "custom.script");
        browser.click("#feed details summary").awaitText("#feed pre", "onerror");
        browser.click("#tab-matches").awaitText("#match-" + match, HOSTILE);
        browser.click("#tab-inbox").awaitText("#inbox-items", HOSTILE);

        assertThat(browser.hasDialog()).isFalse();
        assertThat(browser.count("main img, #toasts img, main script")).isZero();
        assertThat(browser.complaints()).isEmpty();
        Browser lured = signedIn(DevLogin.ADMIN, "/?user_id=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
        lured.awaitText("#picker [role=alert]", "<img src=x");
        assertThat(lured.count("main img")).isZero();
        assertThat(lured.hasDialog()).isFalse();
    }

    @Test
    void aPageIsLightAtItsFirstLoad() {
        Browser browser = signedIn("arbitro-01", "/");
        browser.awaitText(".connection", "En vivo");
        browser.bytesReceived();
        browser.emptyCache().go(page("/")).awaitText(".connection", "En vivo").find(".grid");

        long bytes = browser.bytesReceived();

        System.out.println("The referee's page at its first load: " + bytes + " bytes transferred");
        assertThat(bytes).isBetween(10_000L, FIRST_LOAD_LIMIT);
    }

    @Test
    void axeFindsNothingSerious() {
        file("arbitro-03", "2099-W17", "2099-04-22");
        appointed("arbitro-03", LocalDate.parse("2099-04-22"), "Estadio El Campín");
        notify("arbitro-03", "Cambio de cancha", "El partido del miércoles se juega en El Campín.");
        Browser browser = signedIn("arbitro-03", "/?week=2099-W17");
        browser.awaitText("#inbox-items", "El Campín");
        browser.click("#slot-list-summary").find("#slot-form-title");
        browser.drag(cell("2099-04-25", "08:00"), cell("2099-04-26", "11:30")).find("#save");

        assertThat(browser.script(ANIMATIONS)).as("something moves").isNotEqualTo(0L);
        for (String theme : List.of("light", "dark")) {
            browser.theme(theme).click("#speak-" + (theme.equals("light") ? "es" : "en"));
            assertThat(browser.script(ANIMATIONS)).as("for who wants no motion").isEqualTo(0L);
            for (String tab : List.of("inbox", "matches", "live", "preferences")) {
                browser.click("#tab-" + tab).find("#panel-" + tab);
                assertAccessible(browser, "referee " + tab + " " + theme);
            }
        }
        browser.click("#speak-es").click("#slot-list-summary");
        notify("arbitro-03", "Otra vez", "El partido se juega en Techo.");
        browser.awaitText("#toasts", "Otra vez");
        assertAccessible(browser, "referee toast dark");
        for (int width : new int[] {640, 360, 320}) {
            browser.resize(width, 780);
            for (String tab : List.of("inbox", "matches", "live", "preferences")) {
                browser.click("#tab-" + tab).find("#panel-" + tab);
                assertThat(browser.excess())
                        .as("nothing to scroll sideways on a phone, or at 400 %% zoom: %s at %d", tab, width)
                        .isZero();
            }
        }
        assertAccessible(browser, "referee phone dark");
    }

    @Test
    void axeFindsNothingSeriousBeforeOneIsThere() {
        Browser picker = signedIn(DevLogin.ADMIN, "/");
        picker.find("#user-id");
        for (String theme : List.of("light", "dark")) {
            assertAccessible(picker.theme(theme), "picker " + theme);
        }
        assertThat(picker.resize(320, 640).excess()).isZero();
        picker.click("#sign-out").find("#sign-in");
        assertThat(picker.excess()).isZero();
        for (String theme : List.of("light", "dark")) {
            assertAccessible(picker.theme(theme), "sign-in " + theme);
        }
    }
}
