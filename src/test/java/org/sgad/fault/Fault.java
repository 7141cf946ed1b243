package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.flow.Http;

/** A fault of the suite: empty parts, nodes of its own, and the promise that all of them must keep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Fault {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int wanted;
    private List<PayaraNode> nodes = List.of();
    private @Nullable Subscriber subscriber;

    Fault(int nodes) {
        this.wanted = nodes;
    }

    @BeforeAll
    void startNodes() {
        DevServices.current().freshData();
        beforeNodes();
        nodes = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            nodes.add(DevServices.current().startNode(settings(i), war()));
        }
        subscriber = new Subscriber();
    }

    /** What must be there before the nodes start. */
    void beforeNodes() {}

    /** What the nodes run: the artefact, or what a test made of it. */
    String war() {
        return "sgad-events.war";
    }

    /** What a node is given; each tells its name to the database, so that the database can tell whose turn it is. */
    Map<String, String> settings(int node) {
        String url = DevServices.current().settings().getOrDefault("DB_URL", "");
        return Map.of(
                "SGAD_NODE_ID",
                name(node),
                "DB_URL",
                url + "?ApplicationName=" + name(node),
                "JAVA_TOOL_OPTIONS",
                "-Xmx768m -XX:TieredStopAtLevel=1");
    }

    /** Starts again those that were killed. */
    void startAll() {
        nodes.forEach(PayaraNode::start);
    }

    static String name(int node) {
        return "fault-" + node;
    }

    @AfterAll
    void endNodes() {
        nodes.forEach(PayaraNode::close);
        if (subscriber != null) {
            subscriber.close();
        }
        afterNodes();
    }

    /** What must be there until the nodes have ended. */
    void afterNodes() {}

    /** Another service, which has listened since the nodes are up. */
    Subscriber subscriber() {
        return Objects.requireNonNull(subscriber);
    }

    int size() {
        return nodes.size();
    }

    PayaraNode node(int nth) {
        return nodes.get(nth);
    }

    /** The one of that {@link #name(int)}, as the database tells who is at work. */
    PayaraNode node(String name) {
        return node(IntStream.range(0, size())
                .filter(nth -> name(nth).equals(name))
                .findFirst()
                .orElseThrow());
    }

    Http http(int nth) {
        return new Http(node(nth).port());
    }

    List<Http> https() {
        return nodes.stream().map(node -> new Http(node.port())).toList();
    }

    static List<String> users(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    List<RecoveringClient> clients(List<String> users) {
        return users.stream().map(user -> RecoveringClient.of(user, https())).toList();
    }

    static int readiness(Http http) {
        try {
            return http.get("/health/ready").status();
        } catch (java.io.UncheckedIOException away) {
            return 0;
        }
    }

    /** Waits until a node is ready, or is not, and returns how many seconds that took. */
    static double secondsUntilReady(Http http, boolean ready, Duration limit) {
        long from = System.nanoTime();
        await().pollInterval(100, TimeUnit.MILLISECONDS).atMost(limit).until(() -> readiness(http) == 200 == ready);
        return seconds(from);
    }

    static double seconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e9;
    }

    /** Waits until everything committed is published and seen by everybody concerned, and returns the seconds it took. */
    static double secondsUntilDrained(Collection<RecoveringClient> clients, Duration limit) {
        long from = System.nanoTime();
        AtomicReference<Ledger.Verdict> verdict = new AtomicReference<>();
        await().pollInterval(200, TimeUnit.MILLISECONDS).atMost(limit).untilAsserted(() -> {
            verdict.set(Ledger.read().against(clients));
            assertThat(verdict.get()).as(() -> "of " + clients).matches(Ledger.Verdict::isComplete, "is complete");
        });
        return seconds(from);
    }

    /** The promise: nothing is missing, nothing is made up, each user's events are in order, and all was published. */
    Ledger.Verdict promiseKept(Collection<RecoveringClient> clients, Collection<String> acknowledged) {
        Ledger ledger = Ledger.read();
        assertThat(ledger.holds(acknowledged))
                .as("what was acknowledged is in the log")
                .isTrue();
        Ledger.Verdict verdict = ledger.against(clients);
        assertThat(verdict).matches(Ledger.Verdict::isKept, "keeps the promise");
        allWasPublished(ledger.ids());
        return verdict;
    }

    void allWasPublished(Collection<String> eventIds) {
        subscriber().catchUp();
        assertThat(subscriber().has(eventIds)).as("all was published").isTrue();
    }

    static long number(String query) {
        return DevServices.current().number(query);
    }

    static void change(String statement) {
        try (Connection database = DevServices.current().connect();
                Statement change = database.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    static void closeAll(Collection<RecoveringClient> clients) {
        clients.forEach(RecoveringClient::close);
    }
}
