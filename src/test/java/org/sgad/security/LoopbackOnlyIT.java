package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** With {@code SGAD_AUTH=none} a node answers callers on the loopback address and refuses all others. */
class LoopbackOnlyIT {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void callersFromElsewhereAreRefusedBeforeAnythingIsDone() throws Exception {
        String elsewhere = ownAddress();
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            String here = "127.0.0.1:" + node.port();
            String there = elsewhere + ":" + node.port();

            assertThat(get("http://" + here + "/api/events").statusCode()).isEqualTo(200);
            assertThat(get("http://" + here + "/").statusCode()).isEqualTo(200);
            for (String path : new String[] {
                "/api/events",
                "/api/events/stream",
                "/",
                "/console/",
                "/asyncapi",
                "/openapi",
                "/metrics",
                "/health/live",
                "/health/ready",
                "/ws/r-1",
                "/api/sse/r-1"
            }) {
                HttpResponse<String> refused = get("http://" + there + path);
                assertThat(refused.statusCode()).as(path).isEqualTo(403);
                assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            assertThat(connect("ws://" + here + "/ws/r-1").isInputClosed()).isFalse();
            assertThatThrownBy(() -> connect("ws://" + there + "/ws/r-1")).hasStackTraceContaining("403");
        }
    }

    @Test
    void aPageElsewhereCannotCallThroughTheBrowserOfSomebodyHere() throws Exception {
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            int port = node.port();
            for (String host : new String[] {"localhost:" + port, "127.0.0.1:" + port, "LOCALHOST", "[::1]:" + port}) {
                assertThat(Raw.send(port, "GET /api/me HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 200");
            }
            for (String host :
                    new String[] {"evil.example:" + port, "localhost.evil.example", "127.0.0.1.evil.example"}) {
                assertThat(Raw.send(port, "GET /api/me HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 403");
            }
            assertThat(Raw.get(port, "/api/me", "Origin: http://localhost:" + port))
                    .startsWith("HTTP/1.1 200");
            for (String origin : new String[] {
                "null",
                "http://localhost.evil.example:" + port,
                "http://localhost:1",
                "http://localhost.:" + port,
                "http://LOCALHOST:" + port,
                "http://evil@localhost:" + port,
                "http://127.0.0.1:" + port
            }) {
                assertThat(Raw.get(port, "/api/me", "Origin: " + origin))
                        .as(origin)
                        .startsWith("HTTP/1.1 403");
                assertThat(Raw.head(
                                port,
                                "/ws/r-1",
                                "Origin: " + origin,
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                        .as(origin)
                        .startsWith("HTTP/1.1 403");
            }
        }
    }

    @Test
    void aMachinesOwnNameIsNoStrangers() throws Exception {
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            String own = InetAddress.getLocalHost().getHostName();
            assertThat(Raw.send(node.port(), "GET /api/me HTTP/1.1", "Host: " + own + ":" + node.port()))
                    .startsWith("HTTP/1.1 200");
            assertThat(Raw.send(node.port(), "GET /api/me HTTP/1.1", "Host: x" + own + ":" + node.port()))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aNodeThatIsOpenToAllIsNotOpenToPagesWhoseNamePointsToIt() throws Exception {
        String elsewhere = ownAddress();
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current()
                .startNode(Map.of("SGAD_BIND_PUBLIC", "true", "SGAD_ALLOWED_ORIGINS", "https://sgad.example"))) {
            int port = node.port();
            assertThat(get("http://" + elsewhere + ":" + port + "/api/me").statusCode())
                    .isEqualTo(200);
            for (String host : new String[] {
                "localhost:" + port, "10.1.2.3:" + port, "[fe80::1]:" + port, "app-1:" + port, "sgad.example", "APP-1"
            }) {
                assertThat(Raw.send(port, "GET /api/me HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 200");
            }
            for (String host : new String[] {
                "evil.example:" + port,
                "evil.",
                "sgad.example.evil.example",
                "10.1.2.3.evil.example",
                "app-1.evil.example"
            }) {
                for (String path : new String[] {"/api/me", "/api/events", "/api/sse/r-1", "/ws/r-1"}) {
                    assertThat(Raw.send(port, "GET " + path + " HTTP/1.1", "Host: " + host, "Origin: http://" + host))
                            .as(host + path)
                            .startsWith("HTTP/1.1 403");
                }
                assertThat(Raw.send(port, "GET / HTTP/1.1", "Host: " + host))
                        .as(host)
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private WebSocket connect(String uri) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create(uri), new WebSocket.Listener() {})
                .join();
    }

    /** An address of this machine that is not the loopback one. */
    private static String ownAddress() throws IOException {
        Optional<String> address = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst();
        if (address.isEmpty() && !"true".equals(System.getenv("CI"))) {
            throw new TestAbortedException("this machine has no address but the loopback one");
        }
        return address.orElseThrow();
    }
}
