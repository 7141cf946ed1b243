package org.sgad.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The form in which bodies are kept and handed on: an object's UTF-8 JSON without line breaks, so that it can be a part of
 * other JSON, one line of many, and a WebSocket's text.
 */
final class OneLine {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private OneLine() {}

    /**
     * A message's JSON in this form: as it came, where it came so.
     *
     * @throws IOException where it is no UTF-8 or no JSON; what came in this form is not looked at further
     */
    static byte[] of(byte[] json) throws IOException {
        boolean isAscii = true;
        boolean isOneLine = json.length > 0 && json[0] == '{';
        for (byte unit : json) {
            isAscii &= unit >= 0;
            isOneLine &= unit < 0 || unit >= ' ';
        }
        if (isAscii && isOneLine) {
            return json;
        }
        String text = decoded(json);
        return isOneLine
                ? json
                : EventJson.write(EventJson.MAPPER.readTree(text)).getBytes(StandardCharsets.UTF_8);
    }

    /** Sequences that a parser may skip are refused too: the clients of a WebSocket end it over them. */
    private static String decoded(byte[] json) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException("not UTF-8", e);
        }
    }
}
