package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** HAProxy in front of two nodes, with the settings that {@code server-config/} gives to operators. */
public final class Proxy extends OwnProcess {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration UP_LIMIT = Duration.ofSeconds(30);
    private static final Duration REQUESTS_LIMIT = Duration.ofSeconds(30);

    /** The column of the statistics that counts the requests in progress. */
    private static final int SCUR = 4;

    private final Workplace place;
    private final List<PayaraNode> nodes;
    private final int port = Ports.free();
    private final int adminPort = Ports.free();

    Proxy(Workplace place, PayaraNode first, PayaraNode second) {
        this.place = place;
        this.nodes = List.of(first, second);
    }

    @Override
    Child launch() {
        Map<String, String> settings = Map.of(
                "SGAD_PROXY_BIND", "127.0.0.1:" + port,
                "SGAD_PROXY_ADMIN", "127.0.0.1:" + adminPort,
                "SGAD_NODE_1", "127.0.0.1:" + nodes.get(0).port(),
                "SGAD_NODE_2", "127.0.0.1:" + nodes.get(1).port());
        List<String> words = List.of(
                Programs.needed("haproxy").toString(),
                "-f",
                Path.of("server-config", "haproxy.cfg").toAbsolutePath().toString());
        Child child = place.start(name(), words, settings, "TERM");
        child.awaitReady(START_LIMIT, () -> Ports.isListenedOn(adminPort) && isUp(nodes.get(0)) && isUp(nodes.get(1)));
        return child;
    }

    @Override
    public String name() {
        return "HAProxy";
    }

    /** Where clients connect. */
    public int port() {
        return port;
    }

    /** No new requests and connections to that node; returns when it has answered those it had. Its sockets stay. */
    public void drain(PayaraNode node) {
        command("set server " + server(node) + " state drain");
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(REQUESTS_LIMIT)
                .until(() -> statistics(node)[SCUR].equals("0"));
    }

    /** Ends {@link #drain}; returns when the node is found ready. */
    public void restore(PayaraNode node) {
        command("set server " + server(node) + " state ready");
        Awaitility.await().atMost(UP_LIMIT).until(() -> isUp(node));
    }

    private boolean isUp(PayaraNode node) {
        return List.of(statistics(node)).contains("UP");
    }

    private String[] statistics(PayaraNode node) {
        String names = server(node).replace('/', ',') + ",";
        return command("show stat")
                .lines()
                .filter(line -> line.startsWith(names))
                .findAny()
                .orElseThrow()
                .split(",", -1);
    }

    private String server(PayaraNode node) {
        return "nodes/node-" + (nodes.indexOf(node) + 1);
    }

    private String command(String words) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), adminPort)) {
            socket.getOutputStream().write((words + "\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(words, e);
        }
    }
}
