package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A log of events of a mebibyte each, twice what the node has in memory: nobody who reads it brings the node down. */
class LargeEventsIT {
    private static final int EVENTS = 600;
    private static final int LARGE = 1_000_000;
    private static final String MEMORY = "-Xmx320m";
    private static final int LONGEST_PAGE = 10_000_000;
    private static final int READERS = 4;

    /** Without the bounds that ours has for what comes from outside. */
    private static final ObjectMapper LARGE_JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static PayaraNode node;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of("JAVA_TOOL_OPTIONS", MEMORY));
        http = new Http(node.port());
        append("large", EVENTS);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void append(String prefix, int events) throws SQLException {
        String insert = """
                insert into event_log (event_id, event_type, exchange, routing_key, body, occurred_at, ours, actor, published_at)
                select event_id, 'custom.large', 'sgad.availability', 'custom.large',
                       '{"event_type":"custom.large","event_id":"' || event_id || '","text":"' || repeat('x', ?) || '"}',
                       clock_timestamp(), true, 'somebody', clock_timestamp()
                from (select ? || '-' || nth as event_id from generate_series(1, ?) as nth) made
                """;
        try (Connection connection = DevServices.current().connect();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setInt(1, LARGE);
            statement.setString(2, prefix);
            statement.setInt(3, events);
            statement.execute();
        }
        await().atMost(PATIENCE)
                .until(() ->
                        DevServices.current().number("select count(*) from event_log where position is null") == 0);
    }

    @Test
    void aPageEndsWhereItWouldBeTooMuchAndSaysWhereToGoOn() throws Exception {
        List<String> ids = new ArrayList<>();
        String next = "";
        while (next != null) {
            Http.Answer answer = http.get("/api/events?type=custom.large&limit=1000&after=" + next);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text().length()).isLessThan(LONGEST_PAGE);
            JsonNode page = LARGE_JSON.readTree(answer.text());
            assertThat(page.path("items")).isNotEmpty();
            page.path("items").forEach(item -> ids.add(item.path("event_id").textValue()));
            next = page.path("next").textValue();
        }
        assertThat(ids)
                .startsWith(IntStream.rangeClosed(1, EVENTS)
                        .mapToObj(nth -> "large-" + nth)
                        .toArray(String[]::new))
                .doesNotHaveDuplicates();
        assertNobodyRanOutOfMemory();
    }

    @Test
    void manyReadersAtOnceAreServed() throws Exception {
        List<CompletableFuture<Integer>> readers = IntStream.range(0, READERS)
                .mapToObj(reader -> CompletableFuture.supplyAsync(() ->
                        http.get("/api/events?type=custom.large&limit=1000").status()))
                .toList();

        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isEqualTo(200));
        assertNobodyRanOutOfMemory();
    }

    @Test
    void anExportHasAllThatWasThereWhenItBeganAndEnds() throws Exception {
        long before = DevServices.current().number("select count(*) from event_log where event_type = 'custom.large'");
        HttpRequest request = HttpRequest.newBuilder(node.url("/api/events/export?type=custom.large"))
                .header("Accept", "application/x-ndjson")
                .build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).contains("\"event_id\":\"large-1\"");
            append("later", 5);

            assertThat(lines.lines().filter(line -> !line.isBlank()).count()).isEqualTo(before - 1);
        }
        assertNobodyRanOutOfMemory();
    }

    private static void assertNobodyRanOutOfMemory() throws Exception {
        assertThat(Files.readString(node.log())).contains(MEMORY).doesNotContain("OutOfMemoryError");
        assertThat(http.get("/health/live").status()).isEqualTo(200);
    }
}
