package org.sgad.eventlog;

/**
 * What waits to be published.
 *
 * @param oldestSeconds for how long the first of them has waited; 0 where none does
 */
public record Backlog(long events, double oldestSeconds) {}
