package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aShortTextIsFramedAsInTheStandard() {
        assertThat(Frames.text(bytes("Hello"))).isEqualTo(HexFormat.of().parseHex("810548656c6c6f"));
    }

    @ParameterizedTest
    @CsvSource({"125, 817d", "126, 817e007e", "65535, 817effff", "65536, 817f0000000000010000"})
    void theLengthIsWrittenAsShortAsItCan(int length, String header) {
        byte[] frame = Frames.text(new byte[length]);

        assertThat(HexFormat.of().formatHex(frame, 0, header.length() / 2)).isEqualTo(header);
        assertThat(frame).hasSize(header.length() / 2 + length);
    }

    @Test
    void anEndIsPutInPlaceOfWhatWasThere() {
        assertThat(Frames.messages(Frames.text(bytes("{}\n"), 1, bytes("\"a\":1}"))))
                .containsExactly("{\"a\":1}");
    }

    @Test
    void manyFramesAreAsManyMessages() throws IOException {
        List<String> messages = List.of("", "Capitán ⚽", "x".repeat(126), "y".repeat(70_000));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (String message : messages) {
            frames.write(Frames.text(bytes(message)));
        }

        assertThat(Frames.messages(frames.toByteArray())).isEqualTo(messages);
    }
}
