package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A notification reaches everybody, or the one it is for. */
class NotificationIT extends ArtefactStory {
    @Test
    void aNotificationToNobodyInParticularReachesEverybody() {
        Http http = http();
        try (Listener one = Listener.of(http, "n-1");
                Listener other = Listener.of(http, "n-2")) {
            Http.Answer answer = http.post("/api/notifications", "{\"title\":\"Aviso\",\"message\":\"Mañana llueve\"}");

            assertThat(answer.status()).isEqualTo(202);
            String id = answer.json().path("event_id").textValue();
            for (Listener listener : new Listener[] {one, other}) {
                assertThat(listener.awaitEvents(1)).singleElement().satisfies(event -> {
                    assertThat(event.path("event_id").textValue()).isEqualTo(id);
                    assertThat(event.path("event_type").textValue()).isEqualTo("notification");
                    assertThat(event.path("message").textValue()).isEqualTo("Mañana llueve");
                    assertThat(event.path("type").textValue()).isEqualTo("info");
                });
            }
        }
    }

    @Test
    void aNotificationToOneUserReachesNobodyElse() {
        Http http = http();
        try (Listener one = Listener.of(http, "n-3");
                Listener other = Listener.of(http, "n-4")) {
            http.post("/api/notifications", "{\"user_id\":\"n-3\",\"title\":\"Para ti\",\"message\":\"m\"}");
            http.post("/api/notifications", "{\"user_id\":\"system\",\"title\":\"Para todos\",\"message\":\"m\"}");

            one.awaitEvents(2);
            other.awaitEvents(1);

            assertThat(one.values("title")).containsExactlyInAnyOrder("Para ti", "Para todos");
            assertThat(other.values("title")).containsExactly("Para todos");
        }
    }

    @Test
    void everyTextIsAnsweredWithAPong() {
        Http http = http();
        try (Listener listener = Listener.of(http, "n-5")) {
            listener.send("anything");
            listener.send("{\"type\":\"ping\"}");

            org.awaitility.Awaitility.await().until(() -> listener.pongs().size() == 3);

            assertThat(listener.pongs())
                    .allSatisfy(pong ->
                            assertThat(pong).hasToString("{\"type\":\"pong\",\"message\":\"Connection alive\"}"));
        }
    }
}
