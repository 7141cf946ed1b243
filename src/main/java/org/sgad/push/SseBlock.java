package org.sgad.push;

import org.jspecify.annotations.Nullable;

/** Events as a stream of server-sent events carries them. */
final class SseBlock {
    static final String HEARTBEAT = ": heartbeat\n\n";
    static final String EMPTY = ":\n";

    private SseBlock() {}

    /**
     * One event.
     *
     * @param cursor what the client sends as {@code Last-Event-ID} when it comes back; it keeps its last where this is null
     */
    static String of(@Nullable String cursor, String json) {
        StringBuilder block = new StringBuilder(json.length() + 64);
        if (cursor != null) {
            block.append("id: ").append(cursor).append('\n');
        }
        json.lines().forEach(line -> block.append("data: ").append(line).append('\n'));
        return block.append('\n').toString();
    }
}
