package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A killed node's users go offline by themselves. */
class KilledNodePresenceIT extends TwoNodes {
    private static final int USERS = 300;

    KilledNodePresenceIT() {
        super(Map.of());
    }

    @Test
    void whoWasConnectedToItIsOfflineWithinAMinuteAndIsAnnouncedOnce() {
        try (EventStream admin = EventStream.everything(here(), "?type=user.*")) {
            Listener stays = Listener.of(here(), "k-0");
            List<Listener> there = IntStream.range(0, USERS)
                    .mapToObj(i -> Listener.of(there(), "k-" + i))
                    .toList();
            await().atMost(Duration.ofSeconds(10)).until(() -> count(admin, "user.online") == USERS);

            long killed = System.nanoTime();
            second().kill();
            await().atMost(Duration.ofSeconds(60)).until(() -> count(admin, "user.offline") >= USERS - 1);
            System.out.printf("offline after a kill: %.1f s%n", (System.nanoTime() - killed) / 1e9);

            assertThat(here().get("/api/presence/k-0").json().path("sessions").intValue())
                    .isEqualTo(1);
            assertThat(here().get("/api/presence/k-1").json().path("online").booleanValue())
                    .isFalse();
            assertThat(here().get("/api/presence/k-1").json().path("last_seen").textValue())
                    .isNotEmpty();
            assertThat(here().get("/api/sessions").json().path("items").findValuesAsText("user_id"))
                    .containsExactlyInAnyOrder("k-0", "anonymous");
            stays.close();
            await().atMost(Duration.ofSeconds(10)).until(() -> count(admin, "user.offline") == USERS);
            assertThat(there).hasSize(USERS);
        }
    }

    @Test
    void aNodeThatStartsAgainHasNoneOfItsFormerSessions() {
        second().start();
        Listener cut = Listener.of(there(), "again");
        await().atMost(Duration.ofSeconds(10)).until(() -> sessions("again") == 1);

        second().kill();
        second().start();

        await().atMost(Duration.ofSeconds(3)).until(() -> sessions("again") == 0);
        assertThat(cut.closeCode()).isDone();
    }

    private int sessions(String user) {
        return here().get("/api/presence/" + user).json().path("sessions").intValue();
    }

    private static long count(EventStream stream, String type) {
        return stream.values("event_type").stream().filter(type::equals).count();
    }
}
