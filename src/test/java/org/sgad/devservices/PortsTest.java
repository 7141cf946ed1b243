package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aStandardPortThatIsTakenIsReplacedByAFreeOne() throws IOException {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int chosen = Ports.standardOrFree(somebody.getLocalPort());
            assertThat(chosen).isNotEqualTo(somebody.getLocalPort());
            assertThat(Ports.isFree(chosen)).isTrue();
        }
    }

    @Test
    void aStandardPortThatIsFreeIsTaken() {
        int free = Ports.free() + 20_000;
        assertThat(Ports.standardOrFree(free)).isEqualTo(free);
    }

    @Test
    void noPortIsGivenOutTwice() {
        Set<Integer> ports = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            ports.add(Ports.free());
        }
        assertThat(ports).hasSize(200);
    }

    @Test
    void aPortTakenMeanwhileIsTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        String outcome = Ports.retrying(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new StartProblem("Redis ended at once: bind: Address already in use");
            }
            return "up";
        });
        assertThat(outcome).isEqualTo("up");
    }

    @Test
    void anyOtherProblemIsNotTriedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        assertThatThrownBy(() -> Ports.retrying(() -> {
                    attempts.incrementAndGet();
                    throw new StartProblem("disk full");
                }))
                .hasMessage("disk full");
        assertThat(attempts).hasValue(1);
    }
}
