package org.sgad.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where e-mail goes.
 *
 * @param value a bare address of ASCII characters, such as {@code ana@example.org}
 */
public record EmailAddress(@JsonValue String value) {
    private static final int MAX_LENGTH = 254;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" + LABEL + "(?:\\."
                    + LABEL + ")*");
    private static final int MAX_LOCAL = 64;

    public EmailAddress {
        if (!isAddress(value)) {
            throw new IllegalArgumentException("no e-mail address: " + value);
        }
    }

    static Optional<EmailAddress> find(String text) {
        return isAddress(text) ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    /** The part behind the {@code @}. */
    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    private static boolean isAddress(String text) {
        return text.length() <= MAX_LENGTH
                && text.indexOf('@') <= MAX_LOCAL
                && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
