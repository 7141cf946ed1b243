package org.sgad.availability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/**
 * Which closing somebody asks for.
 *
 * @param week null for the current one
 * @param dryRun only tell what would happen
 */
record ClosingRequest(@Nullable Week week, boolean dryRun) {
    private static final Set<String> FIELDS = Set.of("week", "dry_run");

    /**
     * Reads {@code {"week","dry_run"}}, both optional. Nothing else is allowed: a misspelt {@code dry_run} must not close.
     *
     * @throws InvalidFields naming every field that is wrong
     */
    static ClosingRequest read(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                errors.add(FieldError.of(name, body.path(name), "is unknown; allowed are week and dry_run"));
            }
        });
        JsonNode dryRun = body.path("dry_run");
        if (isGiven(dryRun) && !dryRun.isBoolean()) {
            errors.add(FieldError.of("dry_run", dryRun, "must be true or false"));
        }
        Week week = null;
        try {
            week = week(body.path("week"));
        } catch (InvalidFields e) {
            errors.addAll(e.errors());
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new ClosingRequest(week, dryRun.booleanValue());
    }

    private static @Nullable Week week(JsonNode given) {
        if (!isGiven(given)) {
            return null;
        }
        if (!given.isTextual()) {
            throw new InvalidFields(List.of(FieldError.of("week", given, "must be an ISO week such as 2026-W42")));
        }
        return Week.parse(given.textValue());
    }

    private static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
