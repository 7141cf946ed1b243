package org.sgad.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sgad.http.CorrelationHeader;

/**
 * Completes the OpenAPI document: who may call what, as the annotations that are enforced have it, so that the document
 * cannot say anything else, and what every operation may answer. Roles are in {@code x-roles}: the format knows scopes only
 * where OAuth is spoken.
 */
final class OpenApiSecurity {
    private static final String SCHEME = "bearer";
    private static final String PREFIX = "/api/";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static final Map<String, String> OF_ALL =
            Map.of("401", "Unauthorized", "403", "Forbidden", "500", "Failed", "503", "Unavailable");
    private static final Map<String, String> OF_BODIES =
            Map.of("400", "Unreadable", "408", "BodyTooSlow", "413", "BodyTooLarge", "415", "BodyCompressed");

    private OpenApiSecurity() {}

    /** Adds to each operation what is missing; one that names its own security stays as it is. */
    static void complete(ObjectNode document, List<Resources.Operation> operations) {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    boolean isOpen = !METHODS.contains(method.getKey())
                            || method.getValue().has("security");
                    if (!isOpen && path.getKey().startsWith(PREFIX)) {
                        find(operations, method.getKey(), path.getKey().substring(PREFIX.length()))
                                .ifPresent(found -> describe((ObjectNode) method.getValue(), found.permission()));
                    }
                }));
        correlate(document);
    }

    /** Every answer to a call names what ties all that it causes to it. */
    private static void correlate(ObjectNode document) {
        document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(PREFIX))
                .flatMap(path -> path.getValue().findValues("responses").stream())
                .flatMap(JsonNode::valueStream)
                .map(response -> response.has("$ref")
                        ? document.at(response.path("$ref").textValue().substring(1))
                        : response)
                .forEach(response -> ((ObjectNode) response)
                        .withObjectProperty("headers")
                        .putObject(CorrelationHeader.NAME)
                        .put("$ref", "#/components/headers/" + CorrelationHeader.NAME));
    }

    private static Optional<Resources.Operation> find(
            List<Resources.Operation> operations, String method, String path) {
        return operations.stream()
                .filter(operation -> operation.serves(method, path))
                .min(Comparator.comparingLong(Resources.Operation::parameters));
    }

    private static void describe(ObjectNode operation, Permission permission) {
        operation.putArray("security").addObject().putArray(SCHEME);
        ArrayNode roles = operation.putArray("x-roles");
        permission.allowed().stream().sorted().map(CallerRole::title).forEach(roles::add);
        String own =
                permission.owner() == null ? "" : " A referee only where " + permission.owner() + " is themselves.";
        String who = permission.isForAll() ? "everybody with a token" : permission.wanted();
        String before =
                operation.has("description") ? operation.path("description").textValue() + "\n\n" : "";
        operation.put("description", before + "For " + who + "." + own);
        operation.replace("responses", responses(operation));
    }

    /** In the order of their status. */
    private static ObjectNode responses(ObjectNode operation) {
        Map<String, JsonNode> all = new TreeMap<>();
        OF_ALL.forEach((status, name) -> all.put(status, reference(operation, name)));
        if (operation.has("requestBody")) {
            OF_BODIES.forEach((status, name) -> all.put(status, reference(operation, name)));
        }
        operation.path("responses").properties().forEach(given -> all.put(given.getKey(), given.getValue()));
        return operation.objectNode().setAll(all);
    }

    private static JsonNode reference(ObjectNode operation, String response) {
        return operation.objectNode().put("$ref", "#/components/responses/" + response);
    }
}
