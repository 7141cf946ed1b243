package org.sgad.deadletter;

/** Letters shall go back, in the current transaction; fired before its commit, so observe it {@code AFTER_SUCCESS}. */
public record RequeueRequested(int count) {}
