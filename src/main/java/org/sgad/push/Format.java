package org.sgad.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.eventlog.Cursor;

/** How messages are written to one kind of client, down to the bytes that its {@link Wire} sends. */
enum Format {
    /** A WebSocket as in the beginning: every event as it is. */
    PLAIN("websocket") {
        @Override
        byte[] event(byte[] body, @Nullable Cursor cursor) {
            return Frames.text(body);
        }

        @Override
        byte[] again(byte[] body) {
            return body;
        }

        @Override
        byte[] answer(String text) {
            return Frames.text(utf8(text));
        }

        @Override
        byte @Nullable [] welcome(Welcome welcome) {
            return null;
        }
    },
    /** The subprotocol {@code sgad.v1}: events carry their cursor, and a welcome comes first. */
    SGAD_V1("sgad.v1") {
        @Override
        byte[] event(byte[] body, @Nullable Cursor cursor) {
            // a publisher's own field of this name would be taken for ours
            byte[] clean = without(CURSOR, body);
            return cursor == null
                    ? Frames.text(clean)
                    : Frames.text(clean, end(clean), utf8(",\"cursor\":\"" + cursor + "\"}"));
        }

        @Override
        byte[] answer(String text) {
            return Frames.text(utf8(text));
        }

        @Override
        byte[] welcome(Welcome welcome) {
            return answer(EventJson.write(welcome));
        }
    },
    /** Server-sent events: the cursor is the event's id, which comes back as {@code Last-Event-ID}. */
    SSE("sse") {
        @Override
        byte[] event(byte[] body, @Nullable Cursor cursor) {
            return utf8(
                    (cursor == null ? "" : "id: " + cursor + '\n') + data(new String(body, StandardCharsets.UTF_8)));
        }

        @Override
        byte[] answer(String text) {
            return utf8(data(text));
        }

        @Override
        byte[] welcome(Welcome welcome) {
            // no id while a replay follows: a client cut in the middle of it must come back for the rest
            String id = welcome.recoveredCount() > 0 ? "" : "id: " + welcome.cursor() + '\n';
            return utf8("event: welcome\n" + id + data(EventJson.write(welcome)));
        }
    };

    private record Closing(int code, String reason) {}

    /** How often a client is asked whether it is there. */
    static final Duration HEARTBEAT = Duration.ofSeconds(25);

    /** More often, as a client that has gone is told by the failure of the write after the next. */
    private static final Duration SSE_HEARTBEAT = Duration.ofSeconds(10);

    private static final byte[] CURSOR = utf8("\"cursor\"");
    private static final byte[] REPLAY = utf8("\"replay\"");
    private static final byte[] IS_REPLAY = utf8(",\"replay\":true}");

    private final String kind;

    Format(String kind) {
        this.kind = kind;
    }

    /** As administrators see it. */
    String kind() {
        return kind;
    }

    /** An event's body, with the cursor where this client gets one and the event has one. */
    abstract byte[] event(byte[] body, @Nullable Cursor cursor);

    /** What is no event. */
    abstract byte[] answer(String text);

    /** The body of an event that is sent again on demand, marked as such for who would else drop it as a duplicate. */
    byte[] again(byte[] body) {
        byte[] clean = without(REPLAY, body);
        return ByteBuffer.allocate(end(clean) + IS_REPLAY.length)
                .put(clean, 0, end(clean))
                .put(IS_REPLAY)
                .array();
    }

    /** What a stream's last block says: what a WebSocket is told when it is closed. */
    static byte[] closing(CloseReason reason) {
        return utf8("event: close\n"
                + data(EventJson.write(new Closing(reason.getCloseCode().getCode(), reason.getReasonPhrase()))));
    }

    /** What comes first, if anything does. */
    abstract byte @Nullable [] welcome(Welcome welcome);

    Duration heartbeat() {
        return this == SSE ? SSE_HEARTBEAT : HEARTBEAT;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String data(String json) {
        return json.lines().map(line -> "data: " + line + '\n').collect(Collectors.joining("", "", "\n"));
    }

    private static boolean has(byte[] body, byte[] searched) {
        for (int at = 0; at + searched.length <= body.length; at++) {
            int same = 0;
            while (same < searched.length && body[at + same] == searched[same]) {
                same++;
            }
            if (same == searched.length) {
                return true;
            }
        }
        return false;
    }

    /** Where the object ends; white space may follow. */
    private static int end(byte[] object) {
        int at = object.length - 1;
        while (object[at] != '}') {
            at--;
        }
        return at;
    }

    private static byte[] without(byte[] quotedField, byte[] body) {
        if (!has(body, quotedField)) {
            return body;
        }
        try {
            ObjectNode fields = EventJson.MAPPER.readValue(body, ObjectNode.class);
            fields.remove(new String(quotedField, 1, quotedField.length - 2, StandardCharsets.UTF_8));
            // half a surrogate pair, which JSON may name, has no bytes of its own and becomes a question mark
            return utf8(EventJson.write(fields));
        } catch (IOException e) {
            throw new IllegalStateException("an event's body is no JSON object", e);
        }
    }
}
