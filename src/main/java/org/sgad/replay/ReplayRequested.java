package org.sgad.replay;

/** A replay was asked for, in the current transaction. */
public record ReplayRequested(ReplayId replay) {}
