package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.http.TcpConnection;

class SseWireTest {
    /** A response that is ready when it is told to be, and complains about what would block. */
    private static final class TestResponse extends ServletOutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private boolean ready = true;
        private boolean asked;
        private boolean gone;

        @Override
        public boolean isReady() {
            asked = ready;
            return ready;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            assertThat(asked).as("asked before each write").isTrue();
            asked = false;
            if (gone) {
                throw new IOException("gone");
            }
            taken.write(bytes);
        }

        String text() {
            return taken.toString(StandardCharsets.UTF_8).replaceFirst("^retry: \\d+\n\n", "");
        }
    }

    private final TestResponse response = new TestResponse();
    private final List<String> calls = new ArrayList<>();
    private final List<Boolean> done = new ArrayList<>();
    private SseWire wire;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void open() {
        AsyncContext async = (AsyncContext) Proxy.newProxyInstance(
                AsyncContext.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (self, method, arguments) -> {
                    calls.add(method.getName());
                    return null;
                });
        wire = new SseWire(async, response, TcpConnection.none());
        wire.begin(() -> calls.add("ended"));
    }

    @Test
    void nothingIsWrittenBeforeTheContainerAsksForIt() {
        wire.send(bytes("a"), done::add);
        assertThat(response.taken.size()).isZero();

        wire.onWritePossible();

        assertThat(response.text()).isEqualTo("a");
        assertThat(done).containsExactly(true);
    }

    @Test
    void aSendIsDoneWhenTheContainerCanTakeMore() {
        wire.onWritePossible();
        wire.send(bytes("a"), sent -> {
            done.add(sent);
            response.ready = false;
            wire.send(bytes("b"), done::add);
        });
        assertThat(done).containsExactly(true);
        assertThat(response.text()).isEqualTo("a");

        response.ready = true;
        wire.onWritePossible();

        assertThat(done).containsExactly(true, true);
        assertThat(response.text()).isEqualTo("ab");
    }

    @Test
    void aHeartbeatNeverGetsBetweenAndASendWaitsForIt() {
        wire.onWritePossible();
        response.ready = false;
        wire.ping();
        wire.ping();
        wire.send(bytes("a"), done::add);

        response.ready = true;
        wire.onWritePossible();

        assertThat(response.text()).isEqualTo(": heartbeat\n\na");
        assertThat(done).containsExactly(true);
    }

    @Test
    void aClientThatHasGoneEndsTheResponseOnce() {
        wire.onWritePossible();
        response.gone = true;
        wire.send(bytes("a"), done::add);
        wire.send(bytes("b"), done::add);
        wire.onError(new IOException("gone"));
        wire.close(CloseCodes.SLOW_CONSUMER);

        assertThat(done).containsExactly(false, false);
        assertThat(calls).containsExactly("complete", "ended");
    }

    @Test
    void theLastBlockTellsWhyItIsClosed() {
        wire.onWritePossible();
        wire.send(bytes("a"), done::add);

        wire.close(CloseCodes.DISCONNECTED);

        assertThat(response.text())
                .isEqualTo("aevent: close\ndata: {\"code\":4503,\"reason\":\"disconnected by an admin\"}\n\n");
        assertThat(calls).containsExactly("complete", "ended");
    }

    @Test
    void closingTellsWhatWasInFlightAndWritesNothingMore() {
        wire.onWritePossible();
        response.ready = false;
        wire.send(bytes("a"), done::add);

        wire.close(CloseCodes.SLOW_CONSUMER);
        response.ready = true;
        wire.onWritePossible();

        assertThat(done).containsExactly(false);
        assertThat(response.text()).isEmpty();
        assertThat(calls).containsExactly("complete", "ended");
    }
}
