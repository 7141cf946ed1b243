package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoRefereesTest {

    /** A Sunday evening in Bogotá, when it is Monday in UTC already. */
    private static final Instant SUNDAY = Instant.parse("2026-10-19T01:00:00Z");

    private final Map<String, String> filed = new ConcurrentHashMap<>();
    private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
    private final HttpServer api = startedApi();
    private volatile int answerToPut = 200;

    @BeforeEach
    void serve() {
        api.createContext("/api/availability/", this::answer);
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void everyRefereeFilesTheWeekThatItIsInTheZone() throws IOException {
        assertThat(referees().seed().filed()).isEqualTo(5);
        assertThat(filed.keySet()).allMatch(path -> path.endsWith("/2026-W42"));
        for (String body : filed.values()) {
            for (JsonNode slot : new ObjectMapper().readTree(body).get("slots")) {
                assertThat(LocalDate.parse(slot.get("date").asText()))
                        .isBetween(LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 18));
                assertThat(slot.get("end").asText())
                        .isGreaterThan(slot.get("start").asText());
            }
        }
    }

    @Test
    void everyRequestSaysWhoFiles() throws IOException {
        referees().seed();
        assertThat(authorizations).containsExactly("Bearer t");
    }

    @Test
    void aWeekThatIsFiledStaysAsItIs() throws IOException {
        referees().seed();
        assertThat(referees().seed()).isEqualTo(new DemoReferees.Seeded(0, 5, 0));
    }

    @Test
    void aClosedWeekIsSaidToBeClosed() throws IOException {
        answerToPut = 409;
        assertThat(referees().seed().text()).contains("closed already");
    }

    @Test
    void anyOtherAnswerIsTold() {
        answerToPut = 500;
        assertThatThrownBy(() -> referees().seed()).hasMessageContaining("answered 500");
    }

    private DemoReferees referees() {
        return new DemoReferees(
                path -> URI.create("http://localhost:" + api.getAddress().getPort() + path),
                Map.of("Authorization", "Bearer t"),
                Clock.fixed(SUNDAY, ZoneOffset.UTC),
                ZoneId.of("America/Bogota"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean put = exchange.getRequestMethod().equals("PUT");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (put && answerToPut == 200) {
                filed.put(path, body);
            }
            int found = filed.containsKey(path) ? 200 : 404;
            exchange.sendResponseHeaders(put ? answerToPut : found, -1);
        }
    }

    private static HttpServer startedApi() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
