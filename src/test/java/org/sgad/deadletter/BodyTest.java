package org.sgad.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BodyTest {
    private static final byte[] TEXT = "Mañana\0".getBytes(StandardCharsets.UTF_8);

    @Test
    void aTextIsShownAsItIs() {
        assertThat(Body.of(TEXT, false)).isEqualTo(new Body("Mañana\0", "utf-8"));
        assertThat(Body.of(new byte[0], false)).isEqualTo(new Body("", "utf-8"));
    }

    @Test
    void bytesThatAreNoTextAreShownInBase64() {
        assertThat(Body.of(new byte[] {(byte) 0xff, 0}, false)).isEqualTo(new Body("/wA=", "base64"));
    }

    @Test
    void aCharacterThatTheCutWentThroughIsLeftOut() {
        byte[] cut = Arrays.copyOf(TEXT, 3);

        assertThat(Body.of(cut, true)).isEqualTo(new Body("Ma", "utf-8"));
        assertThat(Body.of(cut, false).encoding()).isEqualTo("base64");
    }
}
