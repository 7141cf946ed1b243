package org.sgad.eventlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a filter lets pass, in the order of the log. It may hold less than was asked for, even nothing, and still
 * not be the last: one reading looks at so many events and no more.
 *
 * @param next after what to go on; null at the end
 */
public record LogPage(List<LogEntry> entries, @Nullable Cursor next) {}
