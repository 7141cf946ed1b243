package org.sgad.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.devservices.Programs;
import org.sgad.devservices.Proxy;
import org.sgad.devservices.RabbitPart;
import org.sgad.flow.Http;
import org.sgad.operation.Repository;

/** Two nodes behind the operators' proxy are restarted one after the other under load. */
class RollingRestartIT extends Fault {
    private static final int CLIENTS = 40;
    private static final int PER_SECOND = Rounds.of(60, 200);
    private static final int SOME = 100;

    /** Each of the script's steps starts a machine of Erlang's. */
    private static final long PREPARATION_SECONDS = 180;

    private static final String USER = "prepared";
    private static final String PASSWORD = "of-this-test-alone";

    private @Nullable Proxy proxy;
    private String exchanges = "";

    RollingRestartIT() {
        super(2);
    }

    /** The broker as operators prepare it. */
    @Override
    void beforeNodes() {
        Programs.needed("haproxy");
        RabbitPart rabbit = DevServices.current().rabbit();
        String ctl = rabbit.ctlLine()
                .map(line -> line.split(" list_queues", -1)[0].replace("docker exec", "docker exec -i"))
                .orElseThrow(() -> new TestAbortedException("the broker was given; a test must not prepare it"));
        Programs.Result prepared = Programs.run(
                List.of("bash", "-c", "echo '" + PASSWORD + "' | server-config/rabbitmq-cluster.sh"),
                Map.of("PATH", "/usr/bin:/bin", "RABBITMQCTL", ctl, "RABBITMQ_USER", USER),
                PREPARATION_SECONDS);
        assertThat(prepared.succeeded()).as(prepared.output()).isTrue();
        exchanges = exchanges();
    }

    private static String exchanges() {
        return DevServices.current().rabbit().ctl("-q", "list_exchanges", "-p", RabbitPart.VHOST, "name", "type");
    }

    @BeforeAll
    void startProxy() {
        proxy = DevServices.current().startProxy(node(0), node(1));
    }

    @AfterAll
    void endProxy() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @Override
    void afterNodes() {
        DevServices.current().rabbit().ctl("delete_user", USER);
    }

    @Override
    Map<String, String> settings(int node) {
        Map<String, String> settings = new HashMap<>(super.settings(node));
        settings.put("RABBITMQ_USER", USER);
        settings.put("RABBITMQ_PASSWORD", PASSWORD);
        return settings;
    }

    private Proxy proxy() {
        return Objects.requireNonNull(proxy);
    }

    private Http front() {
        return new Http(proxy().port());
    }

    @Test
    void nothingIsMissingAndNoRequestFails() {
        List<String> users = users("rolling", CLIENTS);
        List<RecoveringClient> clients = users.stream()
                .map(user -> RecoveringClient.of(user, List.of(front())))
                .toList();
        Figures figures = Figures.of("rolling restart of two nodes behind the proxy, " + PER_SECOND + " events/s");
        try (Load load = Load.start(List.of(front()), users, PER_SECOND)) {
            load.awaitMore(SOME);
            for (int round = 0; round < Rounds.of(1, 3); round++) {
                for (int i = 0; i < size(); i++) {
                    figures.most("worst seconds until a node was back", restart(node(i)));
                    load.awaitMore(SOME);
                }
            }
            load.stop();

            figures.put("seconds until all had seen all", secondsUntilDrained(clients, PATIENCE));
            figures.put("failed requests", load.failures().size())
                    .put(
                            "sockets moved",
                            clients.stream()
                                            .mapToInt(RecoveringClient::welcomes)
                                            .sum()
                                    - CLIENTS)
                    .add(promiseKept(clients, load.acknowledged()))
                    .print();
            assertThat(load.failures()).isEmpty();
            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.welcomes())
                            .as("its node was restarted at least once")
                            .isGreaterThan(1));
        } finally {
            closeAll(clients);
        }
    }

    /** As the README has it: no new requests, {@code SIGTERM}, start, and back behind the proxy. */
    private double restart(PayaraNode node) {
        long from = System.nanoTime();
        proxy().drain(node);
        node.stop();
        node.start();
        proxy().restore(node);
        return seconds(from);
    }

    @Test
    void whatMayBeRepeatedIsAskedOfTheOtherNodeWhenOneStopsWithoutAWord() throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();
        Thread filing = new Thread(
                () -> {
                    for (int n = 0; !stopped.get(); n++) {
                        answers.add(answer(n));
                    }
                },
                "filing");
        filing.start();
        try {
            await().atMost(PATIENCE).until(() -> answers.size() > SOME);
            node(0).stop();
            int before = answers.size();
            await().atMost(PATIENCE).until(() -> answers.size() > before + SOME);
        } finally {
            stopped.set(true);
            filing.join();
            node(0).start();
            proxy().restore(node(0));
        }

        assertThat(answers).containsOnly(200, 202);
    }

    /** The status. Where a kept connection is closed without one, a client asks again by itself. */
    private int answer(int n) {
        try {
            return ask(n);
        } catch (UncheckedIOException closed) {
            return ask(n);
        }
    }

    private int ask(int n) {
        return (n % 2 == 0 ? put(n) : keyed(n)).status();
    }

    private Http.Answer put(int n) {
        return front().put(
                        "/api/availability/repeated/2099-W10",
                        "{\"slots\":[{\"date\":\"2099-03-03\",\"start\":\"08:00\",\"end\":\"1%d:00\"}]}"
                                .formatted(n % 10));
    }

    private Http.Answer keyed(int n) {
        return front().post(
                        "/api/events",
                        "{\"exchange\":\"sgad.availability\",\"routing_key\":\"custom.keyed\",\"message\":{\"n\":" + n
                                + "}}",
                        "Idempotency-Key",
                        "rolling-" + n);
    }

    @Test
    void theNodesTakeTheBrokerAsItWasPrepared() {
        RabbitPart rabbit = DevServices.current().rabbit();

        assertThat(exchanges().lines())
                .as("the nodes need no more exchanges")
                .containsExactlyInAnyOrderElementsOf(exchanges.lines().toList());
        assertThat(rabbit.ctl("-q", "list_connections", "user").lines())
                .filteredOn(USER::equals)
                .hasSizeGreaterThanOrEqualTo(2 * size());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                rabbit.ctl("-q", "list_queues", "-p", RabbitPart.VHOST, "name", "policy", "consumers"))
                        .containsPattern("sgad\\.gateway\\.fault-0\\s+sgad-gateways\\s+1")
                        .containsPattern("sgad\\.gateway\\.fault-1\\s+sgad-gateways\\s+1")
                        .containsPattern("sgad\\.event-log\\s+[12]"));
    }

    @Test
    void theManagementApiTellsTheNodesUserOfRates() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                http(0).get("/api/queues").json().path("items").findValues("rates"))
                        .isNotEmpty()
                        .allMatch(JsonNode::isObject));
    }

    @Test
    void theBrokerHasEveryMetricThatIsWatched() throws IOException {
        String url = DevServices.current()
                .rabbit()
                .metricsUrl()
                .orElseThrow(() -> new TestAbortedException("this broker has no metrics for Prometheus"));
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            String metrics = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Repository.brokerMetricsWatched())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[{ ]"));
        }
    }

    @Test
    void whatOnlyMonitoringNeedsIsNotBehindTheProxy() {
        for (String path : List.of("/metrics", "/metrics/application", "/health", "/health/ready")) {
            assertThat(front().get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(front().get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void thereIsNoTunnelPastTheProxysRulesAlthoughAClientAsksForHttp2() throws IOException, InterruptedException {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(front().uri("http", "/api/me")).build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void theNodesHaveEveryMetricThatIsWatched() {
        String metrics = http(0).get("/metrics").text();

        assertThat(Repository.nodeMetricsWatched())
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[{ ]"));
    }
}
