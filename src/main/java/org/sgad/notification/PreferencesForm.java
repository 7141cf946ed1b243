package org.sgad.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;
import org.sgad.event.TypePattern;

/**
 * Reads preferences as a client sends them, which replace all that was there: what is left out has its default. Only
 * {@code email} is to stay when it is left out, as it is an addition that a client may not know.
 */
final class PreferencesForm {
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final int MAX_ZONE = 64;

    private final List<FieldError> errors = new ArrayList<>();
    private final ObjectNode form;

    private PreferencesForm(ObjectNode form) {
        this.form = form;
    }

    /** @throws InvalidFields naming every field that is wrong */
    static Preferences read(ObjectNode form) {
        PreferencesForm reading = new PreferencesForm(form);
        Preferences read =
                new Preferences(reading.language(), reading.quietHours(), reading.mutedTypes(), reading.email());
        if (!reading.errors.isEmpty()) {
            throw new InvalidFields(reading.errors);
        }
        return read;
    }

    /** Whether the address is to be replaced, or taken back. */
    static boolean namesEmail(ObjectNode form) {
        return form.has("email");
    }

    private Language language() {
        JsonNode given = form.path("language");
        if (isAbsent(given)) {
            return Preferences.DEFAULT.language();
        }
        Optional<Language> language = given.isTextual() ? Language.find(given.textValue()) : Optional.empty();
        return language.orElseGet(() -> {
            refuse("language", given, "must be es or en");
            return Preferences.DEFAULT.language();
        });
    }

    private @Nullable QuietHours quietHours() {
        JsonNode given = form.path("quiet_hours");
        if (isAbsent(given)) {
            return null;
        }
        if (!given.isObject()) {
            refuse("quiet_hours", given, "must be {from, to, timezone} or null");
            return null;
        }
        LocalTime from = time("quiet_hours.from", given.path("from"));
        LocalTime to = time("quiet_hours.to", given.path("to"));
        ZoneId zone = zone(given.path("timezone"));
        if (from == null || to == null || zone == null) {
            return null;
        }
        if (from.equals(to)) {
            refuse("quiet_hours.to", given.path("to"), "must be another time than from");
            return null;
        }
        return new QuietHours(from, to, zone);
    }

    private @Nullable LocalTime time(String field, JsonNode given) {
        if (given.isTextual() && TIME.matcher(given.textValue()).matches()) {
            return LocalTime.parse(given.textValue());
        }
        refuse(field, given, "must be a time such as 22:00");
        return null;
    }

    private @Nullable ZoneId zone(JsonNode given) {
        try {
            if (given.isTextual() && given.textValue().length() <= MAX_ZONE) {
                return ZoneId.of(given.textValue());
            }
        } catch (DateTimeException e) {
            // answered below, as everything else that is no zone
        }
        refuse("quiet_hours.timezone", given, "must be a time zone such as America/Bogota");
        return null;
    }

    private MutedTypes mutedTypes() {
        JsonNode given = form.path("muted_types");
        if (isAbsent(given)) {
            return MutedTypes.NONE;
        }
        if (!given.isArray() || given.size() > MutedTypes.MOST) {
            refuse("muted_types", given, "must be a list of at most " + MutedTypes.MOST + " event types");
            return MutedTypes.NONE;
        }
        List<String> patterns = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            JsonNode pattern = given.get(i);
            if (pattern.isTextual() && TypePattern.isOne(pattern.textValue())) {
                patterns.add(pattern.textValue());
            } else {
                refuse("muted_types[" + i + "]", pattern, "must be a type such as match.assigned, or match.*, or *");
            }
        }
        return new MutedTypes(patterns.stream().distinct().toList());
    }

    private @Nullable EmailAddress email() {
        JsonNode given = form.path("email");
        if (isAbsent(given)) {
            return null;
        }
        Optional<EmailAddress> email = given.isTextual() ? EmailAddress.find(given.textValue()) : Optional.empty();
        if (email.isEmpty()) {
            refuse("email", given, "must be a bare e-mail address such as ana@example.org, or null");
        }
        return email.orElse(null);
    }

    private void refuse(String field, JsonNode given, String message) {
        errors.add(FieldError.of(field, given, message));
    }

    private static boolean isAbsent(JsonNode given) {
        return given.isMissingNode() || given.isNull();
    }
}
