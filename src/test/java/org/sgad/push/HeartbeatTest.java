package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.push.Heartbeat.Due.CLOSE;
import static org.sgad.push.Heartbeat.Due.NOTHING;
import static org.sgad.push.Heartbeat.Due.PING;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat(Format.HEARTBEAT, 0);

    private static long at(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000)).toNanos();
    }

    @Test
    void theClientIsAskedEvery25Seconds() {
        assertThat(heartbeat.due(at(24.9))).isEqualTo(NOTHING);
        assertThat(heartbeat.due(at(25))).isEqualTo(PING);
        heartbeat.heard(at(25.1));
        assertThat(heartbeat.due(at(49.9))).isEqualTo(NOTHING);
        assertThat(heartbeat.due(at(50))).isEqualTo(PING);
    }

    @Test
    void whoDoesNotAnswerWithin8SecondsIsGone() {
        assertThat(heartbeat.due(at(25))).isEqualTo(PING);
        assertThat(heartbeat.due(at(33))).isEqualTo(NOTHING);
        assertThat(heartbeat.due(at(33.1))).isEqualTo(CLOSE);
    }

    @Test
    void whatWasHeardBeforeTheQuestionIsNoAnswer() {
        heartbeat.heard(at(24));
        assertThat(heartbeat.due(at(25))).isEqualTo(PING);
        assertThat(heartbeat.due(at(33.1))).isEqualTo(CLOSE);
    }
}
