package org.sgad.availability;

import java.time.OffsetDateTime;

/** The closing to come. */
public record NextClosing(Week week, OffsetDateTime dueAt) {}
