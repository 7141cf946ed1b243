package org.sgad.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a user reads. */
public enum Language {
    ES("es", "CO"),
    EN("en", "GB");

    private final String tag;
    private final Locale locale;

    Language(String tag, String country) {
        this.tag = tag;
        this.locale = new Locale.Builder().setLanguage(tag).setRegion(country).build();
    }

    /** The language of a tag such as {@code es}. */
    static Optional<Language> find(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    @JsonValue
    public String tag() {
        return tag;
    }

    Locale locale() {
        return locale;
    }
}
