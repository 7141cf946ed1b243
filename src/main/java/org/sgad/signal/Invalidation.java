package org.sgad.signal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/**
 * What caches have to forget, as JSON on {@code sgad:cache:invalidate}; any program may publish one.
 *
 * @param cache the cache's name; null for every cache
 * @param key what in it; null for everything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Invalidation(@Nullable String cache, @Nullable String key) {
    private static final int MAX_LENGTH = 300;

    /**
     * Reads what somebody sent; fields it does not know are left alone.
     *
     * @throws InvalidFields where a field is wrong
     */
    static Invalidation read(JsonNode given) {
        List<FieldError> errors = new ArrayList<>();
        String cache = text("cache", given, errors);
        String key = text("key", given, errors);
        if (!given.isObject()) {
            errors.add(FieldError.of("invalidation", given, "must be a JSON object"));
        }
        if (key != null && cache == null && errors.isEmpty()) {
            errors.add(FieldError.of("cache", given.path("cache"), "is missing; a key is one of a cache"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new Invalidation(cache, key);
    }

    /** As {@link #read(JsonNode)}, of a signal. */
    static Invalidation read(String text) {
        try {
            return read(EventJson.MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new InvalidFields("invalidation", text, "must be a JSON object");
        }
    }

    private static @Nullable String text(String field, JsonNode given, List<FieldError> errors) {
        JsonNode value = given.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > MAX_LENGTH) {
            errors.add(FieldError.of(field, value, "must be a text of 1 to " + MAX_LENGTH + " characters"));
        }
        return value.textValue();
    }

    /** The same, of a cache that is one of these. */
    Invalidation of(Set<String> caches) {
        if (cache != null && !caches.contains(cache)) {
            throw new InvalidFields("cache", cache, "must be one of " + String.join(", ", caches));
        }
        return this;
    }
}
