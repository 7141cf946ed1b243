package org.sgad.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.event.UserId;

/** An assignment as somebody asks for it. */
record AssignmentForm(UserId referee, MatchRole role) {
    /** @throws InvalidFields naming every field that is missing or wrong */
    static AssignmentForm read(ObjectNode body) {
        JsonNode referee = body.path("referee_id");
        JsonNode role = body.path("role");
        Optional<UserId> known = UserId.find(referee.isTextual() ? referee.textValue() : "");
        Optional<MatchRole> wanted = MatchRole.find(role.isTextual() ? role.textValue() : "");
        List<FieldError> errors = new ArrayList<>();
        if (known.isEmpty()) {
            errors.add(MatchForm.error(
                    "referee_id", referee, "must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -"));
        }
        if (wanted.isEmpty()) {
            errors.add(MatchForm.error("role", role, "must be " + MatchRole.ALLOWED));
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new AssignmentForm(known.orElseThrow(), wanted.orElseThrow());
    }
}
