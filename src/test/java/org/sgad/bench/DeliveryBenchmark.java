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
    private static final String CONNECT = "connect, CPU s per 100,000 connections";

    private enum Gateway {
        BARE("bare Netty"),
        /** As the bare one, a gateway and nothing else; another node does what is to be done for the log and the services. */
        GATEWAY("gateway"),
        /** One node that does all, the recording of each event in the log included. */
        ALL("all roles"),
        /** With what the others leave out: tokens, cursors, and a receipt of each client for each event. */
        EVERYTHING("gateway with tokens, cursors and receipts");

        private final String title;

        Gateway(String title) {
            this.title = title;
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
        String names = System.getProperty("sgad.bench.gateways", "BARE,GATEWAY,ALL,EVERYTHING");
        return Arrays.stream(names.split(",", -1)).map(Gateway::valueOf).toList();
    }

    private void measure(Gateway gateway) throws Exception {
        DevServices.current().freshData();
        switch (gateway) {
            case BARE -> {
                int port = Ports.free();
                try (JavaProgram bare = DevServices.current()
                        .startProgram(BareGateway.class, MEMORY, Map.of("SGAD_HTTP_PORT", Integer.toString(port)))) {
                    load(gateway, bare.pid(), port, Crowd.Kind.PLAIN, false);
                }
            }
            case ALL -> {
                try (PayaraNode node = node(Map.of())) {
                    load(gateway, node.pid(), node.port(), Crowd.Kind.PLAIN, true);
                }
            }
            case GATEWAY -> besideOthers(gateway, Map.of(), Crowd.Kind.PLAIN);
            case EVERYTHING ->
                besideOthers(gateway, Map.of("SGAD_AUTH", "jwt", "JWT_SECRET", TestTokens.SECRET), Crowd.Kind.RECEIPTS);
        }
    }

    private void besideOthers(Gateway gateway, Map<String, String> settings, Crowd.Kind kind) throws Exception {
        PayaraNode others = node(with(settings, "SGAD_ROLES", "availability,match,notification"));
        try (PayaraNode node = node(with(settings, "SGAD_ROLES", "gateway"))) {
            load(gateway, node.pid(), node.port(), kind, true);
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

    private void load(Gateway gateway, long pid, int port, Crowd.Kind kind, boolean isRecorded) throws Exception {
        try (Crowd crowd = new Crowd(kind, user -> kind == Crowd.Kind.RECEIPTS ? TestTokens.of(user, "referee") : "");
                Publisher publisher = new Publisher()) {
            crowd.connect(List.of(port), 100);
            Cpu cpu = Cpu.of(List.of(pid));
            crowd.connect(List.of(port), CLIENTS - 100);
            note(gateway, CONNECT, cpu.seconds() * 100_000 / (CLIENTS - 100));
            String name = gateway.name().toLowerCase(Locale.ROOT) + '-' + UUID.randomUUID() + '-';
            Load.Settled settled = isRecorded ? new Recorded() : events -> {};
            new Load(name, List.of(pid), crowd, publisher, settled).run().forEach((what, value) -> note(gateway, what, value));
        }
    }

    private void note(Gateway gateway, String what, double value) {
        figures.computeIfAbsent(gateway, key -> new TreeMap<>())
                .computeIfAbsent(what, key -> new ArrayList<>())
                .add(value);
    }

    private void tell(Gateway gateway) {
        Map<String, List<Double>> bare = figures.getOrDefault(Gateway.BARE, Map.of());
        figures.getOrDefault(gateway, Map.of()).forEach((what, values) -> {
            String title = gateway.title + ", " + CLIENTS + " clients: " + what;
            List<Double> there = bare.get(what);
            if (there == null || gateway == Gateway.BARE) {
                Results.add(title, "", middle(values), null);
            } else {
                Results.compare(title, "", middle(values), Gateway.BARE.title, middle(there), goal(what));
            }
        });
    }

    private static String goal(String what) {
        return switch (what) {
            case Load.TARGETED, Load.STEADY, Load.BROADCAST -> "at most 1.3 times";
            case Load.STEADY_P99 -> "at most 2 times";
            case CONNECT -> "at most 60";
            default -> "";
        };
    }

    private static double middle(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
