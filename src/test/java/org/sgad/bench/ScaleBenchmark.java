package org.sgad.bench;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.JavaProgram;
import org.sgad.devservices.PayaraNode;
import org.sgad.devservices.Ports;
import org.sgad.devservices.Programs;

/** How cost grows with sockets and nodes, and what a socket costs while nothing happens. */
class ScaleBenchmark {
    private static final int MANY = Integer.getInteger("sgad.bench.many", 9_000);
    private static final int IDLE = Integer.getInteger("sgad.bench.idle", 10_000);
    private static final int NODES = 4;
    private static final Duration LOOK = Duration.ofSeconds(Integer.getInteger("sgad.bench.look", 60));
    private static final Duration SETTLING = Duration.ofSeconds(Integer.getInteger("sgad.bench.settle", 180));
    private static final List<String> MEMORY = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final Pattern HEAP = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final String COST = "targeted, CPU s per 100,000 deliveries, ";

    @BeforeEach
    void empty() {
        DevServices.current().freshData();
    }

    private static PayaraNode node() {
        return DevServices.current().startNode(Map.of("JAVA_TOOL_OPTIONS", String.join(" ", MEMORY)));
    }

    @Test
    void heapOfASocket() throws Exception {
        int port = Ports.free();
        double bare;
        try (JavaProgram gateway = DevServices.current()
                .startProgram(BareGateway.class, MEMORY, Map.of("SGAD_HTTP_PORT", Integer.toString(port)))) {
            bare = heapOfASocket(gateway.pid(), port);
        }
        try (PayaraNode node = node()) {
            Results.compare(
                    "heap of an idle socket, of " + MANY,
                    "KB",
                    heapOfASocket(node.pid(), node.port()),
                    "bare Netty",
                    bare,
                    "at most 8 KB");
        }
    }

    private static double heapOfASocket(long pid, int port) throws InterruptedException {
        try (Crowd first = new Crowd(Crowd.Kind.PLAIN, user -> "")) {
            // what only the first ones cost
            first.connect(List.of(port), 100);
        }
        double before = heapKb(pid);
        try (Crowd crowd = new Crowd(Crowd.Kind.PLAIN, user -> "")) {
            crowd.connect(List.of(port), MANY);
            return (heapKb(pid) - before) / MANY;
        }
    }

    private static double heapKb(long pid) {
        jcmd(pid, "GC.run");
        jcmd(pid, "GC.run");
        Matcher used = HEAP.matcher(jcmd(pid, "GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("the heap of " + pid + " is not told");
        }
        return Double.parseDouble(used.group(1));
    }

    private static String jcmd(long pid, String command) {
        Programs.Result result = Programs.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        command),
                Map.of(),
                60);
        if (!result.succeeded()) {
            throw new IllegalStateException(result.output());
        }
        return result.output();
    }

    @Test
    void processorOfIdleSockets() throws Exception {
        try (PayaraNode node = node()) {
            double together;
            try (Crowd crowd = new Crowd(Crowd.Kind.HEARTBEATS, user -> "")) {
                crowd.connect(List.of(node.port()), IDLE);
                together = share(node);
                if (crowd.lost() > 0) {
                    throw new IllegalStateException(crowd.lost() + " clients lost their connection");
                }
            }
            // the node alone afterwards, when it is as warm
            Results.add(
                    "CPU of " + IDLE + " idle sockets with heartbeats",
                    "% of a core",
                    together - share(node),
                    "under 5 %");
        }
    }

    /** The percentage of a core that it takes while nobody asks for anything, once what was asked before is compiled. */
    private static double share(PayaraNode node) {
        pass(SETTLING);
        Cpu cpu = Cpu.of(List.of(node.pid()));
        long from = System.nanoTime();
        pass(LOOK);
        return cpu.seconds() * 100 / ((System.nanoTime() - from) / 1e9);
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(time.multipliedBy(2)).until(() -> true);
    }

    @Test
    void costByNumberOfSockets() throws Exception {
        double few = Double.NaN;
        for (int clients : List.of(100, 1_000, MANY)) {
            DevServices.current().freshData();
            try (PayaraNode node = node()) {
                double cost = cost(List.of(node), clients);
                if (Double.isNaN(few)) {
                    few = cost;
                }
                Results.compare(COST + clients + " sockets", "", cost, "100 sockets", few, "within 15 %");
            }
        }
    }

    @Test
    void costByNumberOfNodes() throws Exception {
        List<PayaraNode> nodes = new ArrayList<>();
        try {
            double one = Double.NaN;
            for (int count = 1; count <= NODES; count++) {
                nodes.add(node());
                if (count == 1 || count == NODES) {
                    double cost = cost(nodes, 1_000);
                    if (count == 1) {
                        one = cost;
                    }
                    Results.compare(COST + count + " nodes, all together", "", cost, "one node", one, null);
                    // every node takes every event from its queue, and each event is recorded once
                    Results.compare(COST + count + " nodes, each", "", cost / count, "one node", one, "within 15 %");
                }
            }
        } finally {
            nodes.forEach(PayaraNode::close);
        }
    }

    private static double cost(List<PayaraNode> nodes, int clients) throws InterruptedException {
        try (Crowd crowd = new Crowd(Crowd.Kind.PLAIN, user -> "");
                Publisher publisher = new Publisher()) {
            crowd.connect(nodes.stream().map(PayaraNode::port).toList(), clients);
            List<Long> pids = nodes.stream().map(PayaraNode::pid).toList();
            return new Load(UUID.randomUUID() + "-", pids, crowd, publisher, new Recorded()).targeted();
        }
    }
}
