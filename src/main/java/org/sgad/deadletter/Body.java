package org.sgad.deadletter;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A body as JSON can hold it.
 *
 * @param text the text itself, or the bytes in base64
 * @param encoding {@code utf-8} or {@code base64}
 */
record Body(String text, String encoding) {
    /** Reads the bytes, or the first of them where they were cut; a character that the cut went through is left out. */
    static Body of(byte[] bytes, boolean cut) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        boolean readable = !decoder.decode(ByteBuffer.wrap(bytes), text, !cut).isError();
        return readable
                ? new Body(text.flip().toString(), "utf-8")
                : new Body(Base64.getEncoder().encodeToString(bytes), "base64");
    }
}
