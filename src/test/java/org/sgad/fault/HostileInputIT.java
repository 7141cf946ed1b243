package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.DeliverCallback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Amqp;
import org.sgad.flow.Http;

/** Whoever sends nonsense is told so, or has it parked; everybody else is served as before, in the same memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EXCHANGES = List.of("sgad.availability", "sgad.matches", "sgad.notifications");
    private static final int FIN = 0x80;
    private static final double MORE_MEGABYTES = 50;

    private PayaraNode node;
    private Http http;
    private double megabytesBefore;

    @BeforeAll
    void startNode() throws Exception {
        DevServices.current().freshData();
        node = DevServices.current().startNode(Map.of("JAVA_TOOL_OPTIONS", "-Xmx512m"));
        http = new Http(node.port());
        assertEverythingWorks("before");
        megabytesBefore = megabytesInUse();
    }

    @AfterAll
    void endNode() throws Exception {
        try {
            assertEverythingWorks("after");
            double after = megabytesInUse();
            System.out.printf("fault: hostile input: heap %.0f MB before, %.0f MB after%n", megabytesBefore, after);
            assertThat(after - megabytesBefore).isLessThan(MORE_MEGABYTES);
        } finally {
            node.close();
        }
    }

    private static String deep(int levels) {
        return "{\"a\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    }

    private static final String MILLION_DIGITS = "{\"a\":" + "7".repeat(1_000_000) + "}";
    private static final String TWICE = "{\"a\":1,\"a\":2}";

    @Test
    void httpBodiesAreRefusedWithWhatIsWrong() {
        for (String path : List.of(
                "/api/events",
                "/api/events/notification",
                "/api/events/batch",
                "/api/notifications",
                "/api/closings")) {
            assertRefused(path, "{no json", 400, "cannot be read as JSON");
            assertRefused(path, "\u0000", 400, "cannot be read as JSON");
            assertRefused(path, deep(100_000), 400, "depth");
            assertRefused(path, MILLION_DIGITS, 400, "Number value length");
            assertRefused(path, TWICE, 400, "Duplicate field 'a'");
            assertRefused(path, "{} {}", 400, "cannot be read as JSON");
            assertRefused(path, "{\"a\":\"" + "x".repeat(10 << 20) + "\"}", 413, "4194304");
        }
        Http.Answer filing = http.put("/api/availability/h-1/2099-W10", deep(100_000));
        assertThat(filing.status()).isEqualTo(400);
        assertThat(filing.text()).contains("depth").doesNotContain("StreamReadConstraints");
    }

    private void assertRefused(String path, String body, int status, String reason) {
        Http.Answer answer = http.post(path, body);
        assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").textValue()).contains(reason);
    }

    @Test
    void valuesThatAreTooMuchAreNamed() {
        String event =
                "{\"exchange\":\"sgad.availability\",\"routing_key\":\"%s\",\"message\":{\"a\":1},\"headers\":{%s}}";
        assertInvalid("/api/events", event.formatted("k".repeat(256), ""), "routing_key");
        assertInvalid("/api/events", event.formatted("k", "\"n\":1e999"), "headers.n");
        assertInvalid("/api/events", event.formatted("k", "\"h\":\"" + "x".repeat(1_001) + "\""), "headers.h");
        assertInvalid("/api/events", event.formatted("k", "\"x-sgad-log\":\"1 e\""), "headers.x-sgad-log");
        assertInvalid(
                "/api/events",
                event.formatted(
                        "k",
                        IntStream.range(0, 51).mapToObj(i -> "\"h" + i + "\":1").collect(Collectors.joining(","))),
                "headers");
        assertInvalid(
                "/api/events/availability.closed",
                "{\"referee_id\":\"h-1\",\"week_number\":1e999999999,\"total_slots\":7}",
                "week_number");
        assertInvalid("/api/events/" + "t".repeat(101), "{}", "event_type");
        for (String query : List.of("type", "subject", "actor", "q", "after", "limit", "from", "to")) {
            Http.Answer answer = http.get("/api/events?" + query + "=" + "9".repeat(201));
            assertThat(answer.status()).as(query).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(query);
        }
        assertThat(http.get("/api/availability/" + "r".repeat(129) + "/2099-W10")
                        .status())
                .isEqualTo(422);
        assertThat(http.get("/api/events?q=%00").status()).isEqualTo(422);
        assertThat(http.get("/api/events/%00").status()).isBetween(400, 422);
    }

    private void assertInvalid(String path, String body, String field) {
        Http.Answer answer = http.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(field);
    }

    @Test
    void requestsWithoutMannersAreRefused() throws Exception {
        String json = "{\"a\":\"" + "x".repeat(5 << 20) + "\"}";
        assertThat(status("POST /api/events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + host() + "\r\n"
                        + Integer.toHexString(json.length()) + "\r\n" + json + "\r\n0\r\n\r\n"))
                .isEqualTo(413);
        assertThat(status("POST /api/events HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n" + host()
                        + "\r\n{}"))
                .isEqualTo(415);
        assertThat(status("GET /api/events HTTP/1.1\r\nX-Large: " + "x".repeat(1 << 20) + "\r\n" + host() + "\r\n"))
                .isIn(400, 413, 431, 0);
        assertThat(status("GET /api/events?q=" + "x".repeat(1 << 20) + " HTTP/1.1\r\n" + host() + "\r\n"))
                .isIn(400, 413, 414, 0);
        assertThat(status("GET /ws/h-1 HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 12\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + host()
                        + "\r\n"))
                .isBetween(400, 499);
        assertThat(status("\u0016\u0003\u0001 no HTTP at all\r\n\r\n")).isIn(400, 501, 505, 0);
    }

    private String host() {
        return "Host: localhost:" + node.port() + "\r\n";
    }

    /** The status of the answer to these bytes, 0 where the connection is closed without one. */
    private int status(String request) throws IOException {
        try (RawSocket raw = new RawSocket(node.port())) {
            String line = raw.request(request);
            Matcher status = Pattern.compile("HTTP/1\\.1 (\\d{3}).*").matcher(line);
            return status.matches() ? Integer.parseInt(status.group(1)) : 0;
        }
    }

    @Test
    void messagesThatAreNoEventsAreParked() throws Exception {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("no-json", bytes("no JSON at all"));
        bodies.put("empty", new byte[0]);
        bodies.put("array", bytes("[]"));
        bodies.put("two", bytes("{} {}"));
        bodies.put("deep", bytes(deep(100_000)));
        bodies.put("digits", bytes(MILLION_DIGITS));
        bodies.put("twice", bytes(TWICE));
        bodies.put("no-utf8", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'});
        bodies.put("large", bytes("{\"a\":\"" + "x".repeat(1 << 20) + "\"}"));
        bodies.put("huge", bytes("{\"a\":\"" + "x".repeat(10 << 20) + "\"}"));
        Set<String> parked = ConcurrentHashMap.newKeySet();
        List<String> sent = new ArrayList<>();
        try (Amqp other = new Amqp()) {
            collectDeadLetters(other, parked);
            for (String exchange : EXCHANGES) {
                for (Map.Entry<String, byte[]> body : bodies.entrySet()) {
                    String id = exchange + "-" + body.getKey();
                    other.channel()
                            .basicPublish(
                                    exchange,
                                    "availability.closed.h-1",
                                    new AMQP.BasicProperties.Builder()
                                            .messageId(id)
                                            .build(),
                                    body.getValue());
                    sent.add(id);
                }
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked).containsAll(sent));
        }
        assertEverythingWorks("bodies");
    }

    /** The client would end a connection that brings over 64 MiB. */
    @Test
    void aMessageAsLargeAsTheBrokerTakesStopsNobody() throws Exception {
        try (Amqp other = new Amqp()) {
            other.channel().basicPublish("sgad.matches", "match.assigned.h-1", Amqp.BARE, new byte[65 << 20]);
        }
        assertEverythingWorks("enormous");
    }

    @Test
    void headersOfAnyKindStopNobody() throws Exception {
        Map<String, Object> many = new HashMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("h" + i, "x".repeat(100)));
        try (Amqp other = new Amqp()) {
            for (String exchange : EXCHANGES) {
                publishWithHeaders(other, exchange, many);
                publishWithHeaders(other, exchange, nested(100));
                publishWithHeaders(other, exchange, nested(15_000));
            }
        }
        assertEverythingWorks("headers");
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> table = Map.of("a", 1);
        for (int i = 0; i < levels; i++) {
            table = Map.of("a", table);
        }
        return table;
    }

    /** The client writes a nested table by recursion, which takes a large stack. */
    private static void publishWithHeaders(Amqp other, String exchange, Map<String, Object> headers) throws Exception {
        Thread writer = new Thread(
                null,
                () -> {
                    try {
                        other.channel()
                                .basicPublish(
                                        exchange,
                                        "availability.closed.h-1",
                                        new AMQP.BasicProperties.Builder()
                                                .headers(headers)
                                                .build(),
                                        bytes("{\"referee_id\":\"h-1\",\"n\":" + System.nanoTime() + "}"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "deep writer",
                1L << 30);
        writer.start();
        writer.join();
    }

    /** A queue of its own on the dead letter exchange, whoever else takes dead letters. */
    private static void collectDeadLetters(Amqp other, Set<String> parked) throws IOException {
        other.channel().exchangeDeclare("sgad.dlx", BuiltinExchangeType.TOPIC, true);
        String queue = other.channel().queueDeclare().getQueue();
        other.channel().queueBind(queue, "sgad.dlx", "#");
        DeliverCallback collect = (tag, letter) ->
                parked.add(String.valueOf(letter.getProperties().getMessageId()));
        other.channel().basicConsume(queue, true, collect, tag -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void framesThatBreakTheProtocolCloseTheirSocketWithTheRightCode() throws Exception {
        byte[] invalidUtf8 = {(byte) 0xc3, (byte) 0x28};
        Map<String, Integer> codes = new LinkedHashMap<>();
        codes.put("64 KiB and one", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, text(64 * 1024 + 1))));
        codes.put("900 KB", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, text(900_000))));
        codes.put("5 MB", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, text(5_000_000))));
        codes.put("2^62 claimed", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, 1L << 62, 0x80, text(5_000_000))));
        codes.put("endless fragments", closeCode(fragments()));
        codes.put("invalid UTF-8", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, invalidUtf8)));
        codes.put("reserved opcode 3", closeCode(RawSocket.frame(FIN | 3, text(1))));
        codes.put("reserved opcode 11", closeCode(RawSocket.frame(FIN | 11, text(1))));
        codes.put("reserved bit 1", closeCode(RawSocket.frame(FIN | 0x40 | RawSocket.TEXT, text(1))));
        codes.put("reserved bit 3", closeCode(RawSocket.frame(FIN | 0x10 | RawSocket.TEXT, text(1))));
        codes.put("continuation of nothing", closeCode(RawSocket.frame(FIN | RawSocket.CONTINUATION, text(1))));
        codes.put("ping of 126 bytes", closeCode(RawSocket.frame(FIN | RawSocket.PING, text(126))));
        codes.put("ping in fragments", closeCode(RawSocket.frame(RawSocket.PING, text(1))));
        codes.put("no mask", closeCode(RawSocket.frame(FIN | RawSocket.TEXT, 1, 0, text(1))));
        System.out.println("fault: hostile input: close codes " + codes);

        assertThat(codes)
                .containsEntry("64 KiB and one", 1009)
                .containsEntry("900 KB", 1009)
                // Tyrus says 1011 when a frame does not fit its buffer, before it looks at what is allowed
                .hasEntrySatisfying("5 MB", code -> assertThat(code).isIn(1009, 1011))
                .hasEntrySatisfying("2^62 claimed", code -> assertThat(code).isIn(1009, 1011))
                .containsEntry("endless fragments", 1009)
                .containsEntry("invalid UTF-8", 1007)
                .containsEntry("reserved opcode 3", 1002)
                .containsEntry("reserved opcode 11", 1002)
                .containsEntry("reserved bit 1", 1002)
                .containsEntry("reserved bit 3", 1002)
                .containsEntry("continuation of nothing", 1002)
                .containsEntry("ping of 126 bytes", 1002)
                .containsEntry("ping in fragments", 1002)
                // Tyrus takes frames without a mask, which harms nobody but the client's own proxy
                .hasEntrySatisfying("no mask", code -> assertThat(code).isIn(1002, RawSocket.OPEN));
    }

    private int closeCode(byte[] bytes) throws IOException {
        try (RawSocket raw = RawSocket.open(node.port(), "h-2")) {
            raw.write(bytes);
            return raw.closeCode();
        }
    }

    private static byte[] text(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        return text;
    }

    /** Two megabytes in fragments of a kilobyte, and no end. */
    private static byte[] fragments() {
        byte[] first = RawSocket.frame(RawSocket.TEXT, text(1_024));
        byte[] next = RawSocket.frame(RawSocket.CONTINUATION, text(1_024));
        byte[] all = Arrays.copyOf(first, first.length + 2_000 * next.length);
        for (int i = 0; i < 2_000; i++) {
            System.arraycopy(next, 0, all, first.length + i * next.length, next.length);
        }
        return all;
    }

    @Test
    void halfHandshakesHoldNothingUp() throws Exception {
        List<RawSocket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                RawSocket raw = new RawSocket(node.port());
                raw.write(bytes("GET /ws/h-3 HTTP/1.1\r\nUpgrade: webso"));
                half.add(raw);
            }
            assertEverythingWorks("half");
        } finally {
            for (RawSocket raw : half) {
                raw.close();
            }
        }
    }

    /** Somebody publishes over AMQP: it is at the user's socket and in the log. */
    private void assertEverythingWorks(String when) throws Exception {
        String user = "works-" + when;
        try (RawSocket socket = RawSocket.open(node.port(), user);
                Amqp other = new Amqp()) {
            socket.write(RawSocket.frame(FIN | RawSocket.TEXT, bytes("ping")));
            assertThat(socket.text()).contains("pong");
            other.publish("sgad.matches", "match.assigned." + user, Amqp.BARE, "{\"match_id\":\"" + when + "\"}");
            assertThat(socket.text()).contains("\"match_id\":\"" + when + "\"");
        }
        await().atMost(PATIENCE)
                .until(() -> http.get("/api/events?subject=" + user)
                                .json()
                                .path("items")
                                .size()
                        == 1);
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    /** The node's heap after a collection. */
    private double megabytesInUse() throws IOException {
        jcmd("GC.run");
        jcmd("GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd("GC.heap_info"));
        assertThat(used.find()).isTrue();
        return Integer.parseInt(used.group(1)) / 1024.0;
    }

    private String jcmd(String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(node.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
