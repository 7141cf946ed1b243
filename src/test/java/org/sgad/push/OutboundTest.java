package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboundTest {
    /** A wire that answers at once, or when it is told to. */
    private static final class TestWire implements Wire {
        private final List<String> sent = new ArrayList<>();
        private boolean immediate;
        private @Nullable Consumer<Boolean> inFlight;

        @Override
        public void send(byte[] messages, Consumer<Boolean> done) {
            assertThat(inFlight).as("only one send in flight").isNull();
            sent.add(new String(messages, StandardCharsets.UTF_8));
            if (immediate) {
                done.accept(true);
            } else {
                inFlight = done;
            }
        }

        void complete(boolean delivered) {
            Consumer<Boolean> done = Objects.requireNonNull(inFlight);
            inFlight = null;
            done.accept(delivered);
        }

        @Override
        public boolean ping() {
            return true;
        }

        @Override
        public void close(CloseReason reason) {
            sent.add("closed " + reason.getCloseCode().getCode());
        }
    }

    private final TestWire wire = new TestWire();
    private final CountingMeter counts = new CountingMeter();
    private final Outbound outbound = new Outbound(wire, counts);

    private boolean offerEvent(String text) {
        boolean isFastEnough = offerOnly(text);
        outbound.flush();
        return isFastEnough;
    }

    private boolean offerOnly(String text) {
        return outbound.offerEvent(text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void oneSendIsInFlightAndTheOrderIsKept() {
        offerEvent("a");
        offerEvent("b");
        outbound.offerAnswer(new byte[] {'c'});
        assertThat(wire.sent).containsExactly("a");

        wire.complete(true);
        wire.complete(true);

        assertThat(wire.sent).containsExactly("a", "bc");
        assertThat(counts.deliveries()).as("answers are no events").isEqualTo(2);
    }

    @Test
    void aWireThatAnswersAtOnceNeedsNoStack() {
        offerEvent("first");
        String long1 = "x".repeat(1_000);
        IntStream.range(0, Outbound.MAX_WAITING).forEach(i -> offerEvent(long1));
        wire.immediate = true;

        wire.complete(true);

        assertThat(counts.deliveries()).isEqualTo(1 + Outbound.MAX_WAITING);
        assertThat(wire.sent).hasSizeBetween(10, 20).allMatch(text -> text.length() <= 1 << 16);
    }

    @Test
    void whatIsOfferedTogetherGoesOutTogether() {
        offerOnly("a");
        offerOnly("b");
        assertThat(wire.sent).isEmpty();

        outbound.flush();
        outbound.flush();

        assertThat(wire.sent).containsExactly("ab");
        wire.complete(true);
        assertThat(counts.deliveries()).isEqualTo(2);
    }

    @Test
    void manySmallOnesThatWaitForAFlushAloneAreNotTooMuch() {
        wire.immediate = true;

        IntStream.range(0, 2 * Outbound.MAX_WAITING)
                .forEach(i -> assertThat(offerOnly("x")).isTrue());
        outbound.flush();

        assertThat(counts.deliveries()).isEqualTo(2 * Outbound.MAX_WAITING);
    }

    @Test
    void whatWaitsForAFlushAloneIsNeverTooMuch() {
        wire.immediate = true;
        String half = "x".repeat(Outbound.MAX_WAITING_BYTES / 2);

        assertThat(offerOnly(half)).isTrue();
        assertThat(offerOnly(half)).isTrue();
        assertThat(offerOnly(half)).isTrue();
        assertThat(offerOnly("x")).isTrue();
        outbound.flush();

        assertThat(String.join("", wire.sent)).hasSize(3 * half.length() + 1);
    }

    @Test
    void moreThanAThousandWaitingIsTooSlow() {
        offerEvent("in flight");
        IntStream.range(0, Outbound.MAX_WAITING)
                .forEach(i -> assertThat(offerEvent("e" + i)).isTrue());

        assertThat(offerEvent("one too many")).isFalse();
        assertThat(counts.drops()).isEqualTo(1 + Outbound.MAX_WAITING);
    }

    @Test
    void moreThanAMegabyteWaitingIsTooSlow() {
        offerEvent("in flight");

        assertThat(offerEvent("x".repeat(Outbound.MAX_WAITING_BYTES))).isTrue();
        assertThat(offerEvent("x")).isFalse();
    }

    @Test
    void aFailedSendEndsEverything() {
        offerEvent("a");
        offerEvent("b");

        wire.complete(false);

        assertThat(wire.sent).containsExactly("a");
        assertThat(counts.drops()).isEqualTo(2);
        assertThat(counts.deliveries()).isZero();
        offerEvent("c");
        assertThat(counts.drops()).isEqualTo(3);
    }

    @Test
    void aSendInFlightTooLongIsStuck() {
        assertThat(outbound.isStuck(Duration.ZERO)).isFalse();
        offerEvent("a");
        assertThat(outbound.isStuck(Duration.ZERO)).isTrue();
        assertThat(outbound.isStuck(Duration.ofMinutes(1))).isFalse();

        wire.complete(true);

        assertThat(outbound.isStuck(Duration.ZERO)).isFalse();
    }

    @Test
    void whatWaitedIsSentAfterAPause() {
        offerEvent("a");
        wire.complete(true);
        offerEvent("b");

        assertThat(wire.sent).containsExactly("a", "b");
    }
}
