package org.sgad.node;

import org.jspecify.annotations.Nullable;

/** Text from outside as a log may have it: it begins no line of its own, commands no terminal, and ends. */
public final class LogText {
    private static final int LONGEST = 200;
    private static final String NOT_FOR_LOGS = "[\\p{C}\\p{Zl}\\p{Zp}]";

    private LogText() {}

    /** The text with {@code ?} for all that is not shown or ends a line, and cut to 200 characters. */
    public static String of(@Nullable Object text) {
        return of(text, LONGEST);
    }

    /** As {@link #of(Object)}, cut elsewhere. */
    static String of(@Nullable Object text, int longest) {
        String all = String.valueOf(text);
        String shown = all.length() <= longest ? all : all.substring(0, longest) + '…';
        return shown.replaceAll(NOT_FOR_LOGS, "?");
    }
}
