package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayaraNodeIT {

    private final DevServices services = DevServices.current();

    @Test
    void twoNodesAreReadySideBySideAndAKilledOneComesBack() throws Exception {
        try (PayaraNode one = services.startNode(Map.of());
                PayaraNode other = services.startNode(Map.of())) {
            assertThat(ready(one)).isEqualTo(200);
            assertThat(ready(other)).isEqualTo(200);
            one.kill();
            assertThat(one.isRunning()).isFalse();
            one.start();
            assertThat(ready(one)).isEqualTo(200);
        }
    }

    private static int ready(PayaraNode node) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.url("/health/ready")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
