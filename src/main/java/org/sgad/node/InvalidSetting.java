package org.sgad.node;

/** A setting that is missing or wrong; the message is the one line an operator needs. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace, which would say nothing about a setting. */
    public InvalidSetting(String message) {
        super(message, null, false, false);
    }
}
