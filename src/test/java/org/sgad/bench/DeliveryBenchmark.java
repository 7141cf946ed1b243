package org.sgad.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.JavaProgram;
import org.sgad.devservices.PayaraNode;
import org.sgad.devservices.Ports;
import org.sgad.security.TestTokens;

/**
 * What a delivery costs, beside what it costs a bare gateway. Each gateway is a fresh process in each round, one after the
 * other, so that what else the machine does hits all alike; a figure is the middle one of the rounds.
 */
class DeliveryBenchmark {
    private static final int CLIENTS = Integer.getInteger("sgad.bench.clients", 1_000);
    private static final int ROUNDS = Integer.getInteger("sgad.bench.rounds", 3);
    private static final List<String> MEMORY = List.of("-Xmx1g", "-XX:+UseG1GC");
    private static final Map<String, String> JWT = Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET);
    private static final String CONNECT = "connect, CPU s per 100,000 connections";

    private enum Gateway {
        BARE("bare Netty", Crowd.Kind.PLAIN, false),
        /** As the bare one, a gateway and nothing else; another node does what is to be done for the log and the services. */
        GATEWAY("gateway", Crowd.Kind.PLAIN, false),
        /** One node that does all, the recording of each event in the log included. */
        ALL("all roles", Crowd.Kind.PLAIN, false),
        TOKENS("gateway with tokens", Crowd.Kind.PLAIN, true),
        /** {@code sgad.v1}: the cursor with each event, and a session that recovers. */
        CURSORS("gateway with recovery", Crowd.Kind.HEARTBEATS, false),
        /** A receipt of each client for each event, which {@code sgad.v1} has. */
        RECEIPTS("gateway with recovery and receipts", Crowd.Kind.RECEIPTS, false),
        EVERYTHING("gateway with tokens, recovery and receipts", Crowd.Kind.RECEIPTS, true);

        private final String title;
        private final Crowd.Kind clients;
        private final boolean hasTokens;

        Gateway(String title, Crowd.Kind clients, boolean hasTokens) {
            this.title = title;
            this.clients = clients;
            this.hasTokens = hasTokens;
        }

        Map<String, String> settings() {
            return hasTokens ? JWT : Map.of();
        }

        /** What it is compared with. */
        Gateway reference() {
            return this == GATEWAY || this == ALL ? BARE : GATEWAY;
        }
    }

    private final Map<Gateway, Map<String, List<Double>>> figures = new EnumMap<>(Gateway.class);

    @Test
    void deliveries() throws Exception {
        List<Gateway> gateways = chosen();
        for (int round = 0; round < ROUNDS; round++) {
            for (Gateway gateway : gateways) {
                measure(gateway);
            }
        }
        gateways.forEach(this::tell);
    }

    private static List<Gateway> chosen() {
        String names = System.getProperty("sgad.bench.gateways");
        return names == null
                ? List.of(Gateway.values())
                : Arrays.stream(names.split(",", -1)).map(Gateway::valueOf).toList();
    }

    private void measure(Gateway gateway) throws Exception {
        DevServices.current().freshData();
        switch (gateway) {
            case BARE -> {
                int port = Ports.free();
                try (JavaProgram bare = DevServices.current()
                        .startProgram(BareGateway.class, MEMORY, Map.of("SGAD_HTTP_PORT", Integer.toString(port)))) {
                    load(gateway, bare.pid(), port, events -> {});
                }
            }
            case ALL -> {
                try (PayaraNode node = node(gateway.settings())) {
                    load(gateway, node.pid(), node.port(), new Recorded());
                }
            }
            default -> besideOthers(gateway);
        }
    }

    private void besideOthers(Gateway gateway) throws Exception {
        PayaraNode others = node(with(gateway.settings(), "SGAD_ROLES", "availability,match,notification"));
        try (PayaraNode node = node(with(gateway.settings(), "SGAD_ROLES", "gateway"))) {
            load(gateway, node.pid(), node.port(), new Recorded());
        } finally {
            others.close();
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return all;
    }

    private static PayaraNode node(Map<String, String> settings) {
        String options = String.join(" ", MEMORY) + ' ' + System.getProperty("sgad.bench.jvm", "");
        return DevServices.current().startNode(with(settings, "JAVA_TOOL_OPTIONS", options));
    }

    private void load(Gateway gateway, long pid, int port, Load.Settled settled) throws Exception {
        try (Crowd crowd = new Crowd(gateway.clients, user -> gateway.hasTokens ? TestTokens.of(user, "referee") : "");
                Publisher publisher = new Publisher()) {
            crowd.connect(List.of(port), 100);
            Cpu cpu = Cpu.of(List.of(pid));
            crowd.connect(List.of(port), CLIENTS - 100);
            note(gateway, CONNECT, cpu.seconds() * 100_000 / (CLIENTS - 100));
            String name = gateway.name().toLowerCase(Locale.ROOT) + '-' + UUID.randomUUID() + '-';
            new Load(name, List.of(pid), crowd, publisher, settled)
                    .run()
                    .forEach((what, value) -> note(gateway, what, value));
        }
    }

    private void note(Gateway gateway, String what, double value) {
        figures.computeIfAbsent(gateway, key -> new TreeMap<>())
                .computeIfAbsent(what, key -> new ArrayList<>())
                .add(value);
    }

    private void tell(Gateway gateway) {
        Gateway other = gateway.reference();
        Map<String, List<Double>> there = figures.getOrDefault(other, Map.of());
        figures.getOrDefault(gateway, Map.of()).forEach((what, values) -> {
            String title = gateway.title + ", " + CLIENTS + " clients: " + what;
            List<Double> reference = there.get(what);
            if (reference == null || gateway == Gateway.BARE) {
                Results.add(title, "", middle(values), null);
            } else {
                Results.compare(title, "", middle(values), other.title, middle(reference), goal(what, other));
            }
        });
    }

    private static String goal(String what, Gateway reference) {
        return switch (what) {
            case Load.TARGETED, Load.STEADY, Load.BROADCAST ->
                reference == Gateway.BARE ? "at most 1.3 times" : "at most 1.1 times";
            case Load.STEADY_P99 -> reference == Gateway.BARE ? "at most 2 times" : "";
            case CONNECT -> "at most 60";
            default -> "";
        };
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
