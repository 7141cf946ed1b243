package org.sgad.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sgad.event.EventJson;

/** The OpenAPI document, read with its references. */
final class Described {
    private static final Set<String> VERBS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonSchemaFactory schemas = JsonSchemaFactory.builder()
            .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
            .metaSchema(OpenApi30.getInstance())
            .build();
    private final JsonNode document;

    Described(JsonNode document) {
        this.document = document;
        closed(document.at("/components/schemas"));
        closed(document.path("paths"));
    }

    /** Has each object be wrong that has a field which is not described. */
    private static void closed(JsonNode part) {
        boolean isObject = part.path("type").asText().equals("object")
                && part.path("properties").isObject();
        if (isObject && !part.has("additionalProperties")) {
            ((ObjectNode) part).put("additionalProperties", false);
        }
        part.forEach(Described::closed);
    }

    /** One method of one path. */
    final class Operation {
        private final String method;
        private final String path;
        private final JsonNode node;

        private Operation(String method, String path, JsonNode node) {
            this.method = method;
            this.path = path;
            this.node = node;
        }

        String method() {
            return method;
        }

        String path() {
            return path;
        }

        String id() {
            return node.path("operationId").textValue();
        }

        JsonNode node() {
            return node;
        }

        /** Whether it is a resource's, and the roles are those that are enforced. */
        boolean hasRoles() {
            return node.has("x-roles");
        }

        boolean isFor(String role) {
            return values(node.path("x-roles")).anyMatch(one -> one.asText().equals(role));
        }

        List<JsonNode> parameters() {
            return Stream.concat(
                            values(document.path("paths").path(path).path("parameters")),
                            values(node.path("parameters")))
                    .map(Described.this::resolved)
                    .toList();
        }

        /** The names of those that are in the query, in the path, or in a header. */
        List<String> parameters(String in) {
            return parameters().stream()
                    .filter(parameter -> parameter.path("in").asText().equals(in))
                    .map(parameter -> parameter.path("name").asText())
                    .toList();
        }

        JsonNode body() {
            return resolved(node.path("requestBody"));
        }

        /** The examples of what it is sent. */
        List<JsonNode> requests() {
            return examples(body().path("content").path("application/json"));
        }

        Map<String, JsonNode> responses() {
            Map<String, JsonNode> responses = new TreeMap<>();
            node.path("responses")
                    .properties()
                    .forEach(response -> responses.put(response.getKey(), resolved(response.getValue())));
            return responses;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    if (VERBS.contains(verb.getKey())) {
                        all.add(new Operation(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()));
                    }
                }));
        return all;
    }

    Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    JsonNode resolved(JsonNode part) {
        return part.has("$ref")
                ? resolved(document.at(part.path("$ref").textValue().substring(1)))
                : part;
    }

    /** The examples of a media type. */
    List<JsonNode> examples(JsonNode media) {
        return media.has("example")
                ? List.of(media.path("example"))
                : values(media.path("examples"))
                        .map(example -> resolved(example).path("value"))
                        .toList();
    }

    /** What is wrong with a value by the schema of a media type. */
    List<String> complaints(JsonNode media, JsonNode value) {
        ObjectNode schema = EventJson.object();
        schema.putArray("allOf").add(media.path("schema"));
        schema.set("components", document.path("components"));
        return schemas.getSchema(schema, STRICT).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static Stream<JsonNode> values(JsonNode list) {
        List<JsonNode> values = new ArrayList<>();
        list.forEach(values::add);
        return values.stream();
    }
}
