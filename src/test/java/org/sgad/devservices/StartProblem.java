package org.sgad.devservices;

/** Why something could not be started, in words meant to be shown as they are, without a stack trace. */
public final class StartProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartProblem(String message) {
        super(message);
    }

    public StartProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
