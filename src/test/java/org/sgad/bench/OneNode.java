package org.sgad.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** A benchmark of one node with all roles, on empty parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneNode {
    static final String ID = "bench";
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private @Nullable PayaraNode node;

    @BeforeAll
    void startNode() {
        DevServices.current().freshData();
        node = DevServices.current()
                .startNode(Map.of(
                        "SGAD_NODE_ID", ID, "JAVA_TOOL_OPTIONS", System.getProperty("sgad.bench.node.jvm", "-Xmx1g")));
    }

    @AfterAll
    void endNode() {
        node().close();
    }

    PayaraNode node() {
        return Objects.requireNonNull(node);
    }

    Http http() {
        return new Http(node().port());
    }

    static List<String> referees(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(nth -> prefix + nth).toList();
    }

    static long number(String query) {
        return DevServices.current().number(query);
    }

    static void change(String... statements) {
        try (Connection database = DevServices.current().connect();
                Statement change = database.createStatement()) {
            for (String statement : statements) {
                change.execute(statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether all that is in the log is on the broker. */
    static boolean isAllPublished() {
        return number("select count(*) from (select from event_log where published_at is null limit 1) waiting") == 0;
    }

    static double secondsSince(long from) {
        return secondsBetween(from, System.nanoTime());
    }

    static double secondsBetween(long from, long to) {
        return (to - from) / 1e9;
    }
}
