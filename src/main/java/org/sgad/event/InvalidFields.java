package org.sgad.event;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Input that cannot be accepted; names every field that is wrong, its value and what is allowed. */
public final class InvalidFields extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final List<FieldError> errors;

    public InvalidFields(List<FieldError> errors) {
        super(errors.stream().map(FieldError::toString).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    public InvalidFields(String field, @Nullable Object value, String message) {
        this(List.of(new FieldError(field, value, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** The same complaint about a field of another name. */
    public InvalidFields in(String field) {
        return new InvalidFields(errors.stream()
                .map(error -> new FieldError(field, error.value(), error.message()))
                .toList());
    }
}
