package org.sgad.devservices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Invented referees with open availability for the current week, filed through the application's own API. */
final class DemoReferees {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<Referee> ALL = List.of(
            new Referee("arbitro-01", List.of(slot(DayOfWeek.SATURDAY, "08:00", "12:00"))),
            new Referee("arbitro-02", List.of(slot(DayOfWeek.SATURDAY, "14:00", "18:00"))),
            new Referee(
                    "arbitro-03",
                    List.of(slot(DayOfWeek.WEDNESDAY, "18:00", "22:00"), slot(DayOfWeek.SUNDAY, "09:00", "13:00"))),
            new Referee(
                    "arbitro-04",
                    List.of(slot(DayOfWeek.SATURDAY, "08:00", "20:00"), slot(DayOfWeek.SUNDAY, "08:00", "20:00"))),
            new Referee("arbitro-05", List.of(slot(DayOfWeek.THURSDAY, "17:30", "21:30"))));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Function<String, URI> url;
    private final Map<String, String> headers;
    private final LocalDate monday;

    private record Slot(DayOfWeek day, String start, String end) {}

    private record Referee(String id, List<Slot> slots) {}

    /** How many referees were filed, had filed before, and came too late. */
    record Seeded(int filed, int kept, int closed) {

        String text() {
            if (closed > 0) {
                return "this week is closed already; demo referees cannot file until Monday";
            }
            return filed > 0 ? filed + " demo referees have filed this week" : "demo referees as they were";
        }

        private Seeded plus(Seeded other) {
            return new Seeded(filed + other.filed, kept + other.kept, closed + other.closed);
        }
    }

    /** @param headers what the application wants to know of who files for others: a token, where it asks for one */
    DemoReferees(Function<String, URI> url, Map<String, String> headers, Clock clock, ZoneId zone) {
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.monday = LocalDate.now(clock.withZone(zone)).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    static List<String> ids() {
        return ALL.stream().map(Referee::id).toList();
    }

    private static Slot slot(DayOfWeek day, String start, String end) {
        return new Slot(day, start, end);
    }

    /** Files what is missing; @throws IOException where the API does not answer as the contract says */
    Seeded seed() throws IOException {
        Seeded all = new Seeded(0, 0, 0);
        for (Referee referee : ALL) {
            all = all.plus(seed(referee));
        }
        return all;
    }

    private Seeded seed(Referee referee) throws IOException {
        URI resource = url.apply("/api/availability/" + referee.id() + "/" + week());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(resource).timeout(LIMIT).header("Content-Type", "application/json");
        headers.forEach(request::header);
        int found = status(request.GET().build());
        if (found != 404) {
            return expect(found == 200, found, resource, new Seeded(0, 1, 0));
        }
        int put = status(
                request.PUT(HttpRequest.BodyPublishers.ofString(body(referee))).build());
        return put == 409 ? new Seeded(0, 0, 1) : expect(put / 100 == 2, put, resource, new Seeded(1, 0, 0));
    }

    private static Seeded expect(boolean fine, int status, URI resource, Seeded result) throws IOException {
        if (!fine) {
            throw new IOException(resource.getPath() + " answered " + status);
        }
        return result;
    }

    private int status(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    String week() {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private String body(Referee referee) {
        return referee.slots().stream()
                .map(slot -> "{\"date\":\"%s\",\"start\":\"%s\",\"end\":\"%s\"}"
                        .formatted(monday.with(slot.day()), slot.start(), slot.end()))
                .collect(Collectors.joining(",", "{\"slots\":[", "]}"));
    }
}
