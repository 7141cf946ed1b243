package org.sgad.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/**
 * Which letters somebody wants to send back.
 *
 * @param ids these; null for all that pass the filter
 */
record RequeueRequest(@Nullable List<LetterId> ids, LetterFilter filter) {
    private static final Set<String> FILTER = Set.of("queue", "reason", "routing_key");
    private static final int MAX_IDS = 10_000;

    /**
     * Reads {@code {"ids":[…]}}, or a filter of {@code queue}, {@code reason} and {@code routing_key}; empty is everything.
     * Nothing else is allowed: a misspelt filter must not send back everything.
     *
     * @throws InvalidFields naming every field that is wrong
     */
    static RequeueRequest read(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.properties().forEach(field -> {
            if (!FILTER.contains(field.getKey()) && !field.getKey().equals("ids")) {
                errors.add(FieldError.of(
                        field.getKey(),
                        field.getValue(),
                        "is unknown; allowed are ids, queue, reason and routing_key"));
            } else if (FILTER.contains(field.getKey()) && body.has("ids")) {
                errors.add(FieldError.of(field.getKey(), field.getValue(), "cannot be given together with ids"));
            } else if (FILTER.contains(field.getKey()) && !field.getValue().isTextual()) {
                errors.add(FieldError.of(field.getKey(), field.getValue(), "must be a text"));
            }
        });
        List<LetterId> ids = body.has("ids") ? ids(body.path("ids"), errors) : null;
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new RequeueRequest(
                ids, LetterFilter.of(text(body, "queue"), text(body, "reason"), text(body, "routing_key")));
    }

    private static @Nullable String text(ObjectNode body, String field) {
        return body.path(field).textValue();
    }

    private static List<LetterId> ids(JsonNode given, List<FieldError> errors) {
        List<LetterId> ids = new ArrayList<>();
        if (!given.isArray() || given.size() > MAX_IDS) {
            errors.add(FieldError.of("ids", given, "must be a list of at most " + MAX_IDS + " ids"));
            return ids;
        }
        for (int i = 0; i < given.size(); i++) {
            JsonNode id = given.get(i);
            String field = "ids[" + i + "]";
            LetterId.find(id.asText())
                    .ifPresentOrElse(
                            ids::add,
                            () -> errors.add(FieldError.of(field, id, "must be an id that this API gave out")));
        }
        return ids;
    }
}
