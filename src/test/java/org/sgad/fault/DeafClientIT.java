package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sgad.flow.Http;

/** A client that never reads, and gets more than all buffers hold. */
class DeafClientIT extends Fault {
    private static final Duration CUT = Duration.ofSeconds(10);
    private static final int MOST_GROWTH_MB = 50;
    private static final int LARGE_EVENTS = 60;
    private static final String LARGE = "x".repeat(300_000);
    private static final int PER_SECOND = 50;
    private static final Pattern USED = Pattern.compile(" used (\\d+)K");

    DeafClientIT() {
        super(1);
    }

    @Test
    void itIsCutAndNobodyElseNotices() throws Exception {
        int rounds = Rounds.of(1, 3);
        Figures figures = Figures.of("a client that never reads").put("rounds", rounds);
        List<String> users = users("hearing", 20);
        List<RecoveringClient> others = clients(users);
        try (Load load = Load.startOurs(https(), users, PER_SECOND)) {
            load.awaitMore(3 * PER_SECOND);
            for (int round = 0; round < rounds; round++) {
                flood(round, others, figures);
            }
            load.stop();
            secondsUntilDrained(others, PATIENCE);
            figures.add(promiseKept(others, load.acknowledged())).print();
        } finally {
            closeAll(others);
        }
    }

    private void flood(int round, List<RecoveringClient> others, Figures figures) throws IOException {
        String hearing = "reads-" + round;
        long start = System.currentTimeMillis();
        try (RecoveringClient reading = RecoveringClient.of(hearing, https())) {
            publishLarge(hearing);
            await().atMost(PATIENCE)
                    .until(() -> reading.sights().stream()
                                    .filter(sight -> sight.type().equals("custom.large"))
                                    .count()
                            == LARGE_EVENTS);
        }
        double normal = p99(others, start);

        String deaf = "deaf-" + round;
        double heap = liveHeapMb();
        double cuts = http(0).metric("sgad_sessions_slow_closed_total");
        start = System.currentTimeMillis();
        try (Socket socket = connectDeaf(deaf)) {
            assertThat(socket.isConnected()).isTrue();
            publishLarge(deaf);
            long from = System.nanoTime();
            await().pollInterval(100, TimeUnit.MILLISECONDS)
                    .atMost(CUT)
                    .until(() -> http(0).metric("sgad_sessions_slow_closed_total") == cuts + 1);
            figures.most("worst seconds until cut", seconds(from));
            double growth = liveHeapMb() - heap;
            figures.most("most growth of the heap MB", growth);
            assertThat(growth).isLessThan(MOST_GROWTH_MB);
        }
        double disturbed = p99(others, start);
        figures.most("others' p99 ms beside one that reads", normal)
                .most("others' p99 ms beside one that does not", disturbed)
                .most("ratio", disturbed / normal);
    }

    private void publishLarge(String user) {
        for (int n = 0; n < LARGE_EVENTS; n++) {
            Http.Answer answer = http(0).post(
                            "/api/events",
                            "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.large\",\"message\":{\"user_id\":\""
                                    + user + "\",\"text\":\"" + LARGE + "\"}}");
            assertThat(answer.status()).isEqualTo(202);
        }
    }

    /** Shakes hands, and never reads on. */
    private Socket connectDeaf(String user) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http(0).port()));
        String handshake = "GET /ws/" + user + " HTTP/1.1\r\nHost: localhost:" + http(0).port()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: sgad.v1\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** From the commit to the client, of what was committed since. */
    private static double p99(List<RecoveringClient> clients, long sinceMillis) {
        Map<String, Instant> committed = new HashMap<>();
        Ledger.read().entries().stream()
                .filter(entry -> entry.recordedAt().toEpochMilli() >= sinceMillis)
                .forEach(entry -> committed.put(entry.eventId(), entry.recordedAt()));
        List<Long> micros = clients.stream()
                .flatMap(client -> client.sights().stream())
                .flatMap(sight -> Stream.ofNullable(committed.get(sight.eventId()))
                        .map(from -> Duration.between(from, sight.at()).toNanos() / 1_000))
                .sorted()
                .toList();
        return micros.get((int) (micros.size() * 0.99)) / 1e3;
    }

    /** What the node's heap holds after a collection. */
    private double liveHeapMb() {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        assertThat(used.find()).isTrue();
        return Double.parseDouble(used.group(1)) / 1024;
    }

    private String jcmd(String command) {
        try {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/jcmd", Long.toString(node(0).pid()), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
