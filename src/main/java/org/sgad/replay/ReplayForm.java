package org.sgad.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.eventlog.EventFilter;

/**
 * What somebody wants to have sent again.
 *
 * @param rate events in a second at the most
 * @param isDryRun whether to count only
 */
record ReplayForm(ReplayTarget target, EventFilter slice, int rate, boolean isDryRun) {
    private static final Set<String> FIELDS = Set.of("target", "type", "subject", "from", "to", "rate", "dry_run");
    private static final Set<String> TEXTS = Set.of("target", "type", "subject", "from", "to");
    private static final int DEFAULT_RATE = 500;
    private static final int MAX_RATE = 5_000;

    /**
     * Reads {@code {target, type, subject, from, to, rate, dry_run}}, all but the target optional. Nothing else is allowed:
     * a misspelt filter must not send everything.
     *
     * @throws InvalidFields naming every field that is wrong
     */
    static ReplayForm read(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.properties().forEach(field -> checkKind(field.getKey(), field.getValue(), errors));
        Optional<ReplayTarget> target = ReplayTarget.find(body.path("target").asText());
        if (target.isEmpty()) {
            errors.add(FieldError.of("target", body.path("target"), "must be sockets or broker"));
        }
        int rate = rate(body.path("rate"), errors);
        EventFilter slice = slice(body, errors);
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new ReplayForm(
                target.orElseThrow(), slice, rate, body.path("dry_run").booleanValue());
    }

    private static void checkKind(String name, JsonNode value, List<FieldError> errors) {
        if (!FIELDS.contains(name)) {
            errors.add(FieldError.of(
                    name, value, "is unknown; allowed are target, type, subject, from, to, rate and dry_run"));
        } else if (TEXTS.contains(name) && !name.equals("target") && !value.isTextual() && !value.isNull()) {
            errors.add(FieldError.of(name, value, "must be a text"));
        } else if (name.equals("dry_run") && !value.isBoolean()) {
            errors.add(FieldError.of(name, value, "must be true or false"));
        }
    }

    private static int rate(JsonNode given, List<FieldError> errors) {
        if (given.isMissingNode() || given.isNull()) {
            return DEFAULT_RATE;
        }
        if (!given.isIntegralNumber()
                || !given.canConvertToInt()
                || given.intValue() < 1
                || given.intValue() > MAX_RATE) {
            errors.add(FieldError.of("rate", given, "must be a whole number from 1 to " + MAX_RATE));
        }
        return given.intValue();
    }

    private static EventFilter slice(ObjectNode body, List<FieldError> errors) {
        try {
            return EventFilter.parse(
                    text(body, "type"), text(body, "subject"), null, text(body, "from"), text(body, "to"), null);
        } catch (InvalidFields e) {
            errors.addAll(e.errors());
            return EventFilter.ALL;
        }
    }

    private static @Nullable String text(ObjectNode body, String field) {
        return body.path(field).textValue();
    }
}
