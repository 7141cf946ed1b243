package org.sgad.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.event.Text;

/**
 * A match as somebody asks for it.
 *
 * @param kickoffAt to the second
 * @param roles 1 to 10; some may be wanted twice
 */
record MatchForm(Instant kickoffAt, String venue, String category, List<MatchRole> roles) {
    static final int MAX_TEXT = 200;
    private static final int MAX_ROLES = 10;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2200;

    MatchForm {
        roles = List.copyOf(roles);
    }

    /** @throws InvalidFields naming every field that is missing or wrong */
    static MatchForm read(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        MatchForm form = new MatchForm(
                kickoff(body.path("kickoff_at"), errors),
                text("venue", body.path("venue"), errors),
                text("category", body.path("category"), errors),
                roles(body.path("roles"), errors));
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return form;
    }

    private static Instant kickoff(JsonNode given, List<FieldError> errors) {
        try {
            if (given.isTextual()) {
                OffsetDateTime time = OffsetDateTime.parse(given.textValue());
                if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                    return time.toInstant().truncatedTo(ChronoUnit.SECONDS);
                }
            }
        } catch (DateTimeException e) {
            // answered below, as a year in which nobody plays
        }
        errors.add(error(
                "kickoff_at",
                given,
                "must be a time with its offset, such as 2026-10-17T15:30:00-05:00, of the years 2000 to 2200"));
        return Instant.EPOCH;
    }

    private static String text(String field, JsonNode given, List<FieldError> errors) {
        String text = given.isTextual() ? given.textValue().strip() : "";
        if (text.isEmpty() || text.length() > MAX_TEXT || !Text.isPlain(text)) {
            errors.add(error(
                    field,
                    given,
                    "must be a text of 1 to " + MAX_TEXT + " characters, none of them a control character"));
        }
        return text;
    }

    private static List<MatchRole> roles(JsonNode given, List<FieldError> errors) {
        List<MatchRole> roles = new ArrayList<>();
        if (!given.isArray() || given.isEmpty() || given.size() > MAX_ROLES) {
            errors.add(error("roles", given, "must be a list of 1 to " + MAX_ROLES + " of " + MatchRole.ALLOWED));
            return roles;
        }
        for (int i = 0; i < given.size(); i++) {
            String field = "roles[" + i + "]";
            JsonNode role = given.get(i);
            MatchRole.find(role.asText(""))
                    .ifPresentOrElse(
                            roles::add, () -> errors.add(FieldError.of(field, role, "must be " + MatchRole.ALLOWED)));
        }
        return roles;
    }

    static FieldError error(String field, JsonNode given, String allowed) {
        boolean absent = given.isMissingNode() || given.isNull();
        return FieldError.of(field, given, (absent ? "is missing; " : "") + allowed);
    }
}
