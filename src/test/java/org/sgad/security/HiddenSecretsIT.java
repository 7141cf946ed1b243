package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sgad.security.Secured.bearer;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** Secrets come from files as well as from the environment, and never go into a log; nor does what an attacker writes. */
class HiddenSecretsIT {
    @TempDir
    private Path directory;

    @Test
    void nothingSecretIsInTheLogAndNobodyWritesItsLines() throws Exception {
        DevServices.current().freshData();
        Map<String, String> parts = DevServices.current().settings();
        Map<String, String> settings = new HashMap<>(Map.of("SGAD_AUTH", "jwt", "SGAD_PUBLISH_BURST", "50"));
        settings.put("JWT_SECRET_FILE", file("jwt", TestTokens.SECRET + "\n"));
        // the database's is read by the server itself
        for (String name : List.of("DB_PASSWORD", "RABBITMQ_PASSWORD")) {
            settings.put(name, "");
            settings.put(name + "_FILE", file(name, Objects.requireNonNull(parts.get(name))));
        }
        String good = TestTokens.of("r-1", "referee");
        String bad = TestTokens.signed(
                new JWSHeader(JWSAlgorithm.HS256),
                TestTokens.claims("r-1", Instant.now().plusSeconds(60), "admin").build(),
                "another-secret-of-an-attacker-0123456789");
        String log;
        String ticket;
        try (PayaraNode payara = DevServices.current().startNode(settings)) {
            Secured node = new Secured(payara);
            assertThat(node.get("/api/me", bearer(good)).status()).isEqualTo(200);
            assertThat(node.get("/api/me", bearer(bad)).status()).isEqualTo(401);
            ticket = node.ticket(good);
            assertThat(node.handshake("/ws/r-1?ticket=" + ticket, List.of())).isEqualTo(101);
            assertThat(node.handshake("/ws/r-1?ticket=" + ticket, List.of())).isEqualTo(401);
            assertThat(Raw.get(node.port(), "/api/%0d%0aINFO:%20all%20is%20well%1b%5b31m"))
                    .startsWith("HTTP/1.1 401");
            Http metrics = new Http(node.port());
            assertThat(metrics.get("/metrics").text())
                    .containsPattern("sgad_requests_refused_total\\{.*reason=\"signature\".*} 1\\.0")
                    .containsPattern("sgad_requests_refused_total\\{.*reason=\"ticket\".*} 1\\.0");
            publishUntilThrottled(node);
            log = Files.readString(payara.log());
        }
        assertThat(log)
                .contains("refused GET /api/me of 127.0.0.1: The token's signature is wrong.")
                .doesNotContain(TestTokens.SECRET, good, bad, ticket)
                .doesNotContain("at org.sgad.security")
                .doesNotContain("\nINFO: all is well");
        for (String name : List.of("DB_PASSWORD", "RABBITMQ_PASSWORD")) {
            assertThat(log).as(name).doesNotContain(Objects.requireNonNull(parts.get(name)));
        }
    }

    private static void publishUntilThrottled(Secured node) {
        String[] service = bearer(TestTokens.of("match-service", "service"));
        String event =
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.x\",\"message\":{\"user_id\":\"r-1\"}}";
        assertThat(node.post("/api/events/batch", "[" + (event + ",").repeat(300) + event + "]", service)
                        .status())
                .isEqualTo(207);
        Http.Answer throttled = node.post("/api/events", event, service);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isPositive();
        assertThat(throttled.header("Content-Type")).startsWith("application/problem+json");
        assertThat(node.post("/api/events", event, bearer(TestTokens.of("other-service", "service")))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aNodeDoesNotStartWithASecretGivenTwiceOrNotToBeRead() throws Exception {
        Map<String, String> settings = Map.of(
                "SGAD_AUTH",
                "jwt",
                "JWT_SECRET",
                TestTokens.SECRET,
                "JWT_SECRET_FILE",
                file("jwt", TestTokens.SECRET),
                "REDIS_PASSWORD_FILE",
                directory.resolve("missing").toString());

        assertThatThrownBy(() -> DevServices.current().startNode(settings))
                .hasMessageContaining("JWT_SECRET and JWT_SECRET_FILE are both set; allowed: one of them")
                .hasMessageNotContaining(TestTokens.SECRET);
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
