package org.sgad.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.eventlog.Cursor;

/** How messages are written to one kind of client. */
enum Format {
    /** A WebSocket as in the beginning: every event as it is. */
    PLAIN("websocket") {
        @Override
        String event(String body, @Nullable Cursor cursor) {
            return body;
        }

        @Override
        @Nullable
        String welcome(Welcome welcome) {
            return null;
        }
    },
    /** The subprotocol {@code sgad.v1}: events carry their cursor, and a welcome comes first. */
    SGAD_V1("sgad.v1") {
        @Override
        String event(String body, @Nullable Cursor cursor) {
            // a publisher's own field of this name would be taken for ours
            String clean = body.contains(CURSOR) ? without(body) : body;
            return cursor == null
                    ? clean
                    : clean.substring(0, clean.lastIndexOf('}')) + ',' + CURSOR + ":\"" + cursor + "\"}";
        }

        @Override
        String welcome(Welcome welcome) {
            return EventJson.write(welcome);
        }
    },
    /** Server-sent events: the cursor is the event's id, which comes back as {@code Last-Event-ID}. */
    SSE("sse") {
        @Override
        String event(String body, @Nullable Cursor cursor) {
            return (cursor == null ? "" : "id: " + cursor + '\n') + data(body);
        }

        @Override
        String welcome(Welcome welcome) {
            // no id while a replay follows: a client cut in the middle of it must come back for the rest
            String id = welcome.recoveredCount() > 0 ? "" : "id: " + welcome.cursor() + '\n';
            return "event: welcome\n" + id + data(EventJson.write(welcome));
        }
    };

    private record Closing(int code, String reason) {}

    /** How often a client is asked whether it is there. */
    static final Duration HEARTBEAT = Duration.ofSeconds(25);

    /** More often, as a client that has gone is told by the failure of the write after the next. */
    private static final Duration SSE_HEARTBEAT = Duration.ofSeconds(10);

    private static final String CURSOR = "\"cursor\"";

    private final String kind;

    Format(String kind) {
        this.kind = kind;
    }

    /** As administrators see it. */
    String kind() {
        return kind;
    }

    /** An event's body, with the cursor where this client gets one and the event has one. */
    abstract String event(String body, @Nullable Cursor cursor);

    /** What a stream's last block says: what a WebSocket is told when it is closed. */
    static String closing(CloseReason reason) {
        return "event: close\n"
                + data(EventJson.write(new Closing(reason.getCloseCode().getCode(), reason.getReasonPhrase())));
    }

    /** What comes first, if anything does. */
    abstract @Nullable String welcome(Welcome welcome);

    Duration heartbeat() {
        return this == SSE ? SSE_HEARTBEAT : HEARTBEAT;
    }

    private static String data(String json) {
        return json.lines().map(line -> "data: " + line + '\n').collect(Collectors.joining("", "", "\n"));
    }

    private static String without(String body) {
        try {
            ObjectNode fields = EventJson.MAPPER.readValue(body, ObjectNode.class);
            fields.remove("cursor");
            return EventJson.write(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event's body is no JSON object", e);
        }
    }
}
