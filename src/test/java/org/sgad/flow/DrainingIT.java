package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A node that is stopped says goodbye to its clients. */
class DrainingIT {
    @Test
    void everySocketIsClosedWithTheCodeThatBringsItsClientBack() throws Exception {
        DevServices.current().freshData();
        try (PayaraNode node = DevServices.current().startNode(Map.of())) {
            Http http = new Http(node.port());
            List<Listener> listeners = IntStream.range(0, 300)
                    .mapToObj(i -> Listener.of(http, "d-" + i))
                    .toList();
            try (EventStream stream = EventStream.reading(http, "d-0")) {
                node.stop();

                for (Listener listener : listeners) {
                    assertThat(listener.closeCode().get(15, TimeUnit.SECONDS)).isEqualTo(4001);
                }
                assertThat(stream.ended().get(15, TimeUnit.SECONDS))
                        .as("the response ends as it should")
                        .isTrue();
            }
            assertThat(Files.readString(node.log(), StandardCharsets.UTF_8))
                    .contains("drained: 301 of 301 sessions closed")
                    .contains("receipts: stopped, 0 were not written")
                    .doesNotContain("sockets pay for idle timers");
        }
    }
}
