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
            for (String path : new String[] {"/api/events", "/", "/asyncapi", "/ws/r-1", "/api/sse/r-1"}) {
                HttpResponse<String> refused = get("http://" + there + path);
                assertThat(refused.statusCode()).as(path).isEqualTo(403);
                assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            assertThat(connect("ws://" + here + "/ws/r-1").isInputClosed()).isFalse();
            assertThatThrownBy(() -> connect("ws://" + there + "/ws/r-1")).hasStackTraceContaining("403");
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
