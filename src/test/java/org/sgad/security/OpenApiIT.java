package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.security.Secured.bearer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.event.EventJson;
import org.sgad.event.EventSchema;
import org.sgad.flow.Http;

/** The OpenAPI document as a node serves it: a valid one, of the operations that there are, with examples that hold. */
class OpenApiIT {
    /** What the server itself answers. */
    private static final List<String> OF_THE_SERVER = List.of("GET /health/live", "GET /health/ready", "GET /metrics");

    /** What needs something that is not there yet, or is there no more: another test has most of it. */
    private static final Set<String> NOT_WITHOUT_MORE = Set.of(
            "findOwnWeek",
            "readNotification",
            "cancelScheduled",
            "cancelReplay",
            "assignReferee",
            "confirmAssignment",
            "withdrawReferee",
            "findDeadLetter",
            "discardDeadLetter",
            "requeueDeadLetter",
            "disconnectSession");

    private static PayaraNode payara;
    private static Secured node;
    private static Described described;

    /** The fields of answers, which are the parameters of later requests. */
    private final Map<String, String> known = new HashMap<>();

    @BeforeAll
    static void start() {
        DevServices.current().freshData();
        payara = DevServices.current().startNode(Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET));
        node = new Secured(payara);
        described =
                new Described(node.get("/openapi", "Accept", "application/json").json());
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    @Test
    void aParserHasNoComplaintWhateverItsForm() {
        for (String address : List.of("/openapi", "/openapi/", "/openapi?format=JSON")) {
            Http.Answer document = node.get(address);
            var parsed = new OpenAPIV3Parser().readContents(document.text(), null, new ParseOptions());

            assertThat(document.header("Content-Type")).contains(address.contains("JSON") ? "json" : "yaml");
            assertThat(parsed.getMessages()).as(address).isEmpty();
            assertThat(parsed.getOpenAPI().getPaths()).hasSizeGreaterThan(50);
        }
    }

    @Test
    void itHasTheOperationsThatThereAreAndNoOthers() {
        Set<String> real = new TreeSet<>(OF_THE_SERVER);
        JavaClasses ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.sgad");
        for (Resources.Operation operation : Resources.operations(classes(ours, Path.class))) {
            String address = operation.method() + " /api/" + operation.path();
            if (operation.path().endsWith("{event_type}")) {
                EventSchema.all().forEach(type -> real.add(address.replace("{event_type}", type.value())));
            } else {
                real.add(address);
            }
        }
        for (Class<?> servlet : classes(ours, WebServlet.class)) {
            WebServlet mapping = servlet.getAnnotation(WebServlet.class);
            Stream.of(mapping.value(), mapping.urlPatterns())
                    .flatMap(Stream::of)
                    .filter(pattern -> !pattern.endsWith("/"))
                    .forEach(pattern -> real.add("GET " + pattern.replace("*", "{user_id}")));
        }
        for (Class<?> socket : classes(ours, ServerEndpoint.class)) {
            real.add("GET " + socket.getAnnotation(ServerEndpoint.class).value());
        }

        assertThat(described.operations().stream().map(Described.Operation::toString))
                .containsExactlyInAnyOrderElementsOf(real);
    }

    private static List<Class<?>> classes(JavaClasses classes, Class<? extends Annotation> annotation) {
        return classes.stream()
                .filter(one -> one.isAnnotatedWith(annotation))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    }

    @Test
    void everyOperationHasExamplesThatAreOfItsSchemas() {
        assertThat(described.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            if (operation.node().has("requestBody")) {
                assertThat(operation.requests()).isNotEmpty();
                requireExamples(operation.body());
            }
            operation.responses().forEach((status, response) -> {
                boolean hasBody = !Set.of("101", "204", "304").contains(status)
                        && !(operation.id().equals("disconnectSession") && status.equals("202"));
                assertThat(response.path("content").isEmpty()).as(status).isNotEqualTo(hasBody);
                requireExamples(response);
            });
        });
    }

    private static void requireExamples(JsonNode described) {
        described.path("content").properties().forEach(media -> {
            List<JsonNode> examples = OpenApiIT.described.examples(media.getValue());
            assertThat(examples).isNotEmpty();
            assertThat(examples)
                    .allSatisfy(example -> assertThat(OpenApiIT.described.complaints(media.getValue(), example))
                            .isEmpty());
        });
    }

    @Test
    void everyErrorIsAProblem() {
        assertThat(described.operations())
                .filteredOn(Described.Operation::hasRoles)
                .allSatisfy(operation -> {
                    assertThat(operation.responses()).containsKeys("401", "403", "503");
                    if (operation.node().has("requestBody")) {
                        assertThat(operation.responses()).containsKeys("400", "413", "415", "422");
                    }
                    operation.responses().forEach((status, response) -> {
                        if (status.charAt(0) >= '4') {
                            JsonNode problem = response.path("content").path("application/problem+json");
                            assertThat(described.examples(problem))
                                    .allSatisfy(example -> assertThat(
                                                    example.path("status").asText())
                                            .isEqualTo(status));
                        }
                        if (status.equals("429") && !operation.path().contains("/sse/")) {
                            assertThat(response.path("headers").has("Retry-After"))
                                    .isTrue();
                        }
                    });
                });
    }

    @Test
    void everyExampleIsTakenAndAnsweredAsDescribed() {
        Set<String> refused = new TreeSet<>();
        for (Described.Operation operation : described.operations()) {
            boolean isForEver =
                    operation.path().startsWith("/ws/") || operation.path().startsWith("/api/sse/");
            if (isForEver || operation.path().endsWith("/stream")) {
                continue;
            }
            List<JsonNode> requests =
                    operation.requests().isEmpty() ? List.of(EventJson.object()) : operation.requests();
            for (JsonNode request : requests) {
                if (call(operation, request).status() >= 400) {
                    refused.add(operation.id());
                }
            }
        }

        assertThat(NOT_WITHOUT_MORE).containsAll(refused);
    }

    @Test
    void aMatchIsFilledAsDescribed() {
        JsonNode slots = later(described.operation("fileWeek").requests().get(0));
        known.put("week", "2099-W42");
        assertThat(call(described.operation("fileWeek"), slots).status()).isEqualTo(200);
        JsonNode match = later(described.operation("createMatch").requests().get(0));
        assertThat(call(described.operation("createMatch"), match).status()).isEqualTo(201);
        for (String step :
                List.of("listCandidates", "assignReferee", "confirmAssignment", "findMatch", "listMatches")) {
            Described.Operation operation = described.operation(step);
            JsonNode request = operation.requests().isEmpty()
                    ? EventJson.object()
                    : operation.requests().get(0);
            assertThat(call(operation, request).status()).as(step).isLessThan(300);
        }
        for (String step : List.of("withdrawReferee", "cancelMatch")) {
            assertThat(call(described.operation(step), EventJson.object()).status())
                    .as(step)
                    .isLessThan(300);
        }
    }

    /** The same in a year to come, whose days are those of the same weeks. */
    private static JsonNode later(JsonNode example) {
        try {
            return EventJson.MAPPER.readTree(EventJson.write(example).replace("2026-10-", "2099-10-"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsScheduledIsListedAndCancelledAsDescribed() {
        Described.Operation schedule = described.operation("publishNotification");
        JsonNode example = schedule.requests().get(0).deepCopy();
        ((ObjectNode) example)
                .put("deliver_at", Instant.now().plus(Duration.ofDays(1)).toString());

        assertThat(call(schedule, example).status()).isEqualTo(202);
        assertThat(call(described.operation("listScheduled"), EventJson.object())
                        .text())
                .contains(known.get("event_id"));
        assertThat(call(described.operation("cancelScheduled"), EventJson.object())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aRequestIsAnsweredAgainAsDescribed() {
        Described.Operation publish = described.operation("publishCustomEvent");
        JsonNode example = publish.requests().get(0);

        Http.Answer first = call(publish, example, "Idempotency-Key", "k-1");
        Http.Answer again = call(publish, example, "Idempotency-Key", "k-1");

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(call(publish, publish.requests().get(1), "Idempotency-Key", "k-1")
                        .status())
                .isEqualTo(422);
    }

    /** Does what is described, and looks at whether it is answered so. */
    private Http.Answer call(Described.Operation operation, JsonNode request, String... headers) {
        String body = operation.node().has("requestBody") ? EventJson.write(request) : "";
        Http.Answer answer = node.send(
                operation.method(), address(operation), body, bearer(TestTokens.of("boss", "admin"), headers));
        String status = Integer.toString(answer.status());
        String told = operation + " " + status + " " + answer.text();
        assertThat(operation.responses()).as(told).containsKey(status);
        assertThat(answer.header("X-Correlation-Id").isEmpty())
                .as(told)
                .isNotEqualTo(operation.path().startsWith("/api/"));
        JsonNode content =
                Objects.requireNonNull(operation.responses().get(status)).path("content");
        if (content.isEmpty()) {
            assertThat(answer.text()).as(told).isEmpty();
            return answer;
        }
        String type = answer.header("Content-Type").replaceAll(";.*", "");
        assertThat(content.has(type)).as(told + " is " + type).isTrue();
        if (type.endsWith("json")) {
            assertThat(described.complaints(content.path(type), answer.json()))
                    .as(told)
                    .isEmpty();
            remember(answer.json());
        }
        return answer;
    }

    private void remember(JsonNode answer) {
        for (String field : List.of("event_id", "match_id", "replay_id")) {
            if (answer.path(field).isTextual()) {
                known.put(field, answer.path(field).textValue());
            }
        }
    }

    private String address(Described.Operation operation) {
        String address = operation.path();
        String query = "?";
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").textValue();
            String value = known.getOrDefault(name, parameter.path("example").asText());
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
            if (parameter.path("in").asText().equals("path")) {
                address = address.replace("{" + name + "}", encoded);
            } else if (parameter.path("in").asText().equals("query")
                    && parameter.path("required").asBoolean()) {
                query += name + "=" + encoded;
            }
        }
        return address + (query.equals("?") ? "" : query);
    }
}
