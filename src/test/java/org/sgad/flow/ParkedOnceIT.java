package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.RabbitPart;

/** A letter whose acknowledgement was lost is delivered again, and parked once; equal letters stay as many as they were. */
class ParkedOnceIT extends ArtefactStory {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TWINS = 3;

    @AfterEach
    void brokerRuns() {
        DevServices.current().rabbit().start();
    }

    @Test
    void aLostAcknowledgementParksNothingTwice() throws Exception {
        Http http = http();
        RabbitPart rabbit = DevServices.current().rabbit();
        DeadLetterBox box = new DeadLetterBox(http);
        try (Connection database = DevServices.current().connect();
                Statement statement = database.createStatement();
                Amqp other = new Amqp()) {
            // the intake waits with the letters in its hands
            database.setAutoCommit(false);
            statement.execute("lock table dead_letter");
            for (int i = 0; i < TWINS; i++) {
                other.publish("sgad.dlx", "twin", Amqp.BARE, "all alike");
            }
            await().atMost(PATIENCE).until(ParkedOnceIT::isIntakeWaiting);
            await().atMost(PATIENCE).until(() -> unacknowledged() == TWINS);

            // it commits, but the broker is killed before it can read the acknowledgement
            rabbit.freeze();
            database.rollback();
            await().atMost(PATIENCE).until(() -> count(statement, database) == TWINS);
            rabbit.kill();
            rabbit.start();

            await().atMost(PATIENCE).until(() -> http.get("/health/ready").status() == 200);
            try (Amqp again = new Amqp()) {
                again.publish("sgad.dlx", "later", Amqp.BARE, "a later one");
            }
            box.awaitLetters("routing_key=later", 1);
            assertThat(box.letters("routing_key=twin")).hasSize(TWINS);
        }
    }

    private static boolean isIntakeWaiting() throws SQLException {
        try (Connection other = DevServices.current().connect();
                Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from pg_locks where relation = 'dead_letter'::regclass and not granted")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static int unacknowledged() {
        List<String> queues = DevServices.current()
                .rabbit()
                .ctl("-q", "list_queues", "-p", "sgad_vhost", "name", "messages_unacknowledged", "--no-table-headers")
                .lines()
                .filter(line -> line.startsWith("sgad.dead-letters"))
                .toList();
        return Integer.parseInt(queues.get(0).replaceFirst("\\S+\\s+", "").strip());
    }

    private static int count(Statement statement, Connection database) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from dead_letter where routing_key = 'twin'")) {
            row.next();
            return row.getInt(1);
        } finally {
            database.rollback();
        }
    }
}
