package org.sgad.notification;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventType;

/**
 * An event in words: those of {@code texts_es.properties} and {@code texts_en.properties}. Nothing that an event lacks or
 * has in a strange form keeps it from being told.
 */
final class Words {
    private static final String BUNDLE = "org.sgad.notification.texts";
    private static final String CUSTOM = "custom";
    private static final Map<Language, Words> ALL = all();

    /** A title, and a text which may be empty. */
    record Told(String title, String message) {}

    private final Language language;
    private final ResourceBundle texts;

    private Words(Language language) {
        this.language = language;
        this.texts = ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    private static Map<Language, Words> all() {
        Map<Language, Words> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, new Words(language));
        }
        return all;
    }

    static Words in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /**
     * Tells an event.
     *
     * @param zone where who reads it lives
     * @param home where a time without an offset was written
     */
    Told tell(EventType type, Facts facts, ZoneId zone, ZoneId home) {
        Map<String, String> values = new HashMap<>(facts.values());
        values.put("type", type.value());
        move(values, "week_number", "week");
        words(values, "slots").ifPresent(slots -> values.put("slots", slots));
        values.computeIfPresent("role", (name, role) -> find("role." + role).orElse(role));
        kickoff(values.remove("kickoff_at"), zone, home).ifPresent(kickoff -> values.put("kickoff", kickoff));
        String key = texts.containsKey(type + ".title") ? type.value() : CUSTOM;
        return new Told(render(key + ".title", values), render(key + ".message", values));
    }

    private String render(String key, Map<String, String> values) {
        return new Template(texts.getString(key))
                .render(values)
                .or(() -> find(key + ".otherwise").flatMap(otherwise -> new Template(otherwise).render(values)))
                .orElse("");
    }

    private Optional<String> find(String key) {
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    private static void move(Map<String, String> values, String from, String to) {
        String value = values.remove(from);
        if (value != null) {
            values.put(to, value);
        }
    }

    private Optional<String> words(Map<String, String> values, String name) {
        String count = values.get(name);
        return count == null
                ? Optional.empty()
                : new Template(texts.getString(name + (count.equals("1") ? ".one" : ".many")))
                        .render(Map.of("count", count));
    }

    private Optional<String> kickoff(@Nullable String at, ZoneId zone, ZoneId home) {
        if (at == null) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(at, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime instant = time instanceof LocalDateTime local
                    ? local.atZone(home).toOffsetDateTime()
                    : OffsetDateTime.from(time);
            return Optional.of(DateTimeFormatter.ofPattern(texts.getString("kickoff"), language.locale())
                    .format(instant.atZoneSameInstant(zone)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
