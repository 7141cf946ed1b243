package org.sgad.security;

/** Somebody is not let in. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** Without a stack trace: it is the caller's fault, and may happen often. */
    Refused(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
