package org.sgad.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeldFlushesTest {
    private final List<String> calls = new ArrayList<>();

    private final FrameHandler socket = (FrameHandler) Proxy.newProxyInstance(
            HeldFlushesTest.class.getClassLoader(), new Class<?>[] {FrameHandler.class}, (proxy, method, arguments) -> {
                calls.add(method.getName());
                return null;
            });

    private final FrameHandler connection = ReadableHeaders.tolerant(socket);

    @Test
    void manyBecomeOneAtTheEnd() throws IOException {
        HeldFlushes.during(() -> {
            write();
            write();
            assertThat(calls).containsExactly("writeFrame", "writeFrame");
        });
        assertThat(calls).containsExactly("writeFrame", "writeFrame", "flush");
    }

    @Test
    void whatWasWrittenBeforeAFailureGoesOut() {
        assertThatThrownBy(() -> HeldFlushes.during(() -> {
                    write();
                    throw new IllegalStateException("the next one");
                }))
                .hasMessage("the next one");
        assertThat(calls).containsExactly("writeFrame", "flush");
    }

    @Test
    void afterwardsEachIsDoneAtOnce() throws IOException {
        HeldFlushes.during(() -> {});
        write();
        assertThat(calls).containsExactly("writeFrame", "flush");
    }

    @Test
    void thoseOfOtherThreadsAreDoneAtOnce() throws IOException {
        HeldFlushes.during(() -> {
            CompletableFuture.runAsync(this::write).join();
            assertThat(calls).containsExactly("writeFrame", "flush");
        });
        assertThat(calls).containsExactly("writeFrame", "flush");
    }

    /** As the client does. */
    private void write() {
        try {
            connection.writeFrame(new Frame(AMQP.FRAME_HEARTBEAT, 0));
            connection.flush(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
