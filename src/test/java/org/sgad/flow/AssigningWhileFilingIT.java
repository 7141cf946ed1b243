package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;

/** A referee files less at the very moment of being assigned: one of the two comes first, and the other sees it. */
class AssigningWhileFilingIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING =
            "select pid::text from pg_stat_activity where wait_event_type = 'Lock' and query like ?";

    @Test
    void anAssignmentWaitsForTheFilingThatIsBeingWritten() throws Exception {
        MatchDesk desk = new MatchDesk(http());
        for (String referee : new String[] {"w-0", "w-1", "w-2"}) {
            desk.available(referee, "2099-03-07", "08:00", "18:00");
        }
        String match = desk.match("2099-03-07T15:30:00-05:00", "referee");
        CompletableFuture<Http.Answer> assigning;
        try (Amqp other = new Amqp();
                Connection last = held("w-2")) {
            try (Connection first = held("w-0")) {
                fileNothing(other, "w-0");
                awaitWaiting("%insert into eligibility%");
                // these come together, as what arrives meanwhile is the next batch
                fileNothing(other, "w-1");
                fileNothing(other, "w-2");
                await().atMost(PATIENCE).until(() -> other.channel().messageCount("match-service-queue") == 0);
                first.rollback();
            }
            await().atMost(PATIENCE).until(() -> desk.isKnown("nothing-w-0"));
            awaitWaiting("%insert into eligibility%");

            assigning = CompletableFuture.supplyAsync(() -> desk.assign(match, "w-1", "referee"));
            awaitWaiting("%from eligibility%for share%");
            last.rollback();
        }
        Http.Answer answer = assigning.join();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").textValue()).endsWith("no time was filed for that day.");
    }

    /** Nobody else changes what is known of a referee until this is rolled back. */
    private static Connection held(String referee) throws SQLException {
        Connection connection = DevServices.current().connect();
        connection.setAutoCommit(false);
        try (PreparedStatement hold =
                connection.prepareStatement("select 1 from eligibility where referee_id = ? for update")) {
            hold.setString(1, referee);
            hold.execute();
        }
        return connection;
    }

    private static void fileNothing(Amqp other, String referee) throws Exception {
        other.channel().confirmSelect();
        other.publish("sgad.availability", "availability.updated." + referee, Amqp.BARE, """
                {"event_id":"nothing-%s","week_year":2099,"week_number":10,"slots":[]}""".formatted(referee));
        other.channel().waitForConfirmsOrDie(PATIENCE.toMillis());
    }

    private static void awaitWaiting(String query) {
        await().atMost(PATIENCE).until(() -> !MatchDesk.texts(WAITING, query).isEmpty());
    }
}
