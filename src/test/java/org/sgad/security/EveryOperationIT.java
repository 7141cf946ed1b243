package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** Each operation of the OpenAPI document, as the node serves it, with the tokens of who may not call it. */
class EveryOperationIT {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private static PayaraNode payara;
    private static Secured node;
    private static List<Operation> operations;

    private record Operation(String verb, String path, JsonNode described) {
        boolean isFor(String role) {
            return StreamSupport.stream(described.path("x-roles").spliterator(), false)
                    .anyMatch(one -> one.asText().equals(role));
        }

        Http.Answer call(String... headers) {
            String concrete = path.replaceAll("\\{[^}]*}", "somebody-else");
            return node.send(verb.toUpperCase(Locale.ROOT), concrete, verb.equals("get") ? "" : "{}", headers);
        }
    }

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        payara = DevServices.current().startNode(Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET));
        node = new Secured(payara);
        operations =
                operations(node.get("/openapi", "Accept", "application/json").json());
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    private static List<Operation> operations(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (VERBS.contains(verb.getKey())) {
                        all.add(new Operation(verb.getKey(), path.getKey(), verb.getValue()));
                    }
                }));
        return all;
    }

    @Test
    void theDocumentSaysOfEachWhoMayCallIt() {
        assertThat(operations).hasSizeGreaterThan(20);
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.described().path("security").toString()).isEqualTo("[{\"bearer\":[]}]");
            assertThat(operation.described().path("x-roles")).isNotEmpty();
            assertThat(operation.isFor("admin")).isTrue();
        });
    }

    @Test
    void nobodyIsAnsweredWithoutAToken() {
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.call().status()).isEqualTo(401));
    }

    @Test
    void aTokenWithoutARoleIsGoodForNothing() {
        String[] nobody = bearer(TestTokens.of("nobody", "boss"));

        assertThat(operations).allSatisfy(operation -> {
            boolean isForAll =
                    operation.described().path("description").asText().contains("everybody with a token");
            if (!isForAll) {
                assertThat(operation.call(nobody).status()).isEqualTo(403);
            }
        });
    }

    @Test
    void aRefereeIsRefusedWhatIsForOthersOrAboutOthers() {
        assertAllRefused("referee", bearer(TestTokens.of("r-1", "referee")));
    }

    @Test
    void aServiceIsRefusedWhatIsForOthers() {
        assertAllRefused("service", bearer(TestTokens.of("match-service", "service")));
    }

    private static void assertAllRefused(String role, String... headers) {
        assertThat(operations).filteredOn(operation -> !operation.isFor(role)).isNotEmpty();
        assertThat(operations).allSatisfy(operation -> {
            boolean isAboutOthers = role.equals("referee")
                    && operation.described().path("description").asText().contains("only where");
            int status = operation.call(headers).status();
            if (!operation.isFor(role) || isAboutOthers) {
                assertThat(status).isEqualTo(403);
            } else {
                assertThat(status).isNotIn(401, 403);
            }
        });
    }
}
