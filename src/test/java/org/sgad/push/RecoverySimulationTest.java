package org.sgad.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.websocket.CloseReason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.Place;

/**
 * Two nodes, a log, and clients that come and go between them, step by step in a random order: events of our own that are
 * published in another order than the log's, others' events that the log has sooner or later than a node, copies that come
 * twice, sessions that open in the middle of it all. In the end every client has seen everything, and of our own events
 * none twice.
 */
class RecoverySimulationTest {
    private static final int MAX_STEPS = 1_000;
    private static final List<UserId> USERS = List.of(new UserId("ana"), new UserId("luis"));

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private record Event(String id, boolean ours, Audience audience) {
        Envelope envelope() {
            String body = "{\"event_type\":\"custom\",\"event_id\":\"" + id + "\"}";
            return new Envelope(
                    new EventId(id), new EventType("custom"), audience, body.getBytes(StandardCharsets.UTF_8));
        }

        boolean isFor(UserId user) {
            return audience instanceof Audience.Everybody
                    || (audience instanceof Audience.OneUser one && one.user().equals(user));
        }
    }

    private static final class Node {
        private final Horizon horizon = new Horizon(0);
        private final Deque<Event> queue = new ArrayDeque<>();
        private final Set<String> handled = new HashSet<>();
        private final List<UserSession> sessions = new ArrayList<>();
    }

    private static final class Client implements Wire {
        private final UserId user;
        private final Map<String, Integer> seen = new LinkedHashMap<>();
        private final Set<String> seenHere = new HashSet<>();
        private final Set<String> seenTwiceHere = new HashSet<>();
        private final Set<String> mustSee = new HashSet<>();
        private @Nullable Cursor cursor;
        private @Nullable Node node;
        private @Nullable UserSession session;
        private boolean isCut;
        private @Nullable Runnable begin;
        private boolean isLive;

        Client(UserId user) {
            this.user = user;
        }

        @Override
        public void send(byte[] messages, Consumer<Boolean> done) {
            if (!isCut) {
                Frames.messages(messages).forEach(this::take);
            }
            done.accept(!isCut);
        }

        private void take(String text) {
            try {
                JsonNode message = EventJson.MAPPER.readTree(text);
                if (message.has("event_id")) {
                    String id = message.path("event_id").textValue();
                    seen.merge(id, 1, Integer::sum);
                    if (!seenHere.add(id)) {
                        seenTwiceHere.add(id);
                    }
                }
                if (message.has("cursor")) {
                    cursor = Cursor.parse("cursor", message.path("cursor").textValue());
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(text, e);
            }
        }

        @Override
        public boolean ping() {
            return false;
        }

        @Override
        public void close(CloseReason reason) {}
    }

    private final List<Event> log = new ArrayList<>();
    private final Deque<Event> unpublished = new ArrayDeque<>();
    private final Deque<Event> unrecorded = new ArrayDeque<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final List<Node> nodes = List.of(new Node(), new Node());
    private final List<Client> clients = USERS.stream().map(Client::new).toList();
    private int count;

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsMissedAndNothingOfOursIsSeenTwice(long seed) {
        Random random = new Random(seed);
        for (int steps = random.nextInt(MAX_STEPS); steps > 0; steps--) {
            step(random);
        }
        clients.forEach(this::open);
        settle();

        for (Client client : clients) {
            assertThat(client.seenTwiceHere)
                    .as("seen twice in one session of " + client.user)
                    .isEmpty();
            assertThat(client.seen.keySet()).as("seen live by " + client.user).containsAll(client.mustSee);
            cut(client);
            open(client);
            assertThat(client.seen.entrySet())
                    .as("seen twice by " + client.user)
                    .noneMatch(entry -> entry.getKey().startsWith("ours") && entry.getValue() > 1);
        }
    }

    private void step(Random random) {
        Node node = nodes.get(random.nextInt(nodes.size()));
        Client client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(12)) {
            case 0, 1 -> commit(event(random, true));
            case 2, 3 -> publish(random);
            case 4 -> {
                Event event = event(random, false);
                unrecorded.add(event);
                expect(event);
                send(event);
            }
            case 5 -> record();
            case 6, 7, 8 -> handle(node);
            case 9 -> read(node);
            case 10 -> {
                if (client.session == null) {
                    register(client, node);
                } else if (client.isLive && random.nextInt(4) == 0) {
                    cut(client);
                } else if (client.begin != null) {
                    goLive(client);
                } else if (!client.isLive) {
                    welcome(client);
                }
            }
            default -> {
                if (!log.isEmpty() && random.nextInt(10) == 0) {
                    sendAgain(log.get(random.nextInt(log.size())));
                }
            }
        }
    }

    /** A relay that was killed before it could mark what it had published publishes it again. */
    private void sendAgain(Event event) {
        if (!unpublished.contains(event)) {
            send(event);
        }
    }

    private Event event(Random random, boolean ours) {
        Audience audience = random.nextInt(5) == 0
                ? new Audience.Everybody()
                : new Audience.OneUser(USERS.get(random.nextInt(USERS.size())));
        return new Event((ours ? "ours-" : "others-") + count++, ours, audience);
    }

    private void commit(Event event) {
        number(event);
        unpublished.add(event);
        expect(event);
    }

    private void number(Event event) {
        log.add(event);
        positions.put(event.id(), (long) log.size());
    }

    /** Whoever has been welcomed once must see what comes from now on. */
    private void expect(Event event) {
        clients.stream()
                .filter(client -> client.cursor != null && event.isFor(client.user))
                .forEach(client -> client.mustSee.add(event.id()));
    }

    private void publish(Random random) {
        Event next = unpublished.poll();
        if (next != null && random.nextInt(5) == 0) {
            unpublished.add(next); // refused: later than others
        } else if (next != null) {
            expect(next);
            send(next);
        }
    }

    private void send(Event event) {
        nodes.forEach(node -> node.queue.add(event));
    }

    private void record() {
        Event next = unrecorded.poll();
        if (next != null) {
            number(next);
        }
    }

    private void handle(Node node) {
        Event event = node.queue.poll();
        if (event == null || !node.handled.add(event.id())) {
            return;
        }
        long told = event.ours() ? positions.getOrDefault(event.id(), 0L) : 0;
        Envelope envelope = event.envelope();
        Handout handout = node.horizon.handedOut(envelope, told);
        for (UserSession session : List.copyOf(node.sessions)) {
            if (event.isFor(session.user())) {
                assertThat(session.offer(handout)).isTrue();
                session.flush();
            }
        }
    }

    private void read(Node node) {
        int from = (int) node.horizon.knownUpTo();
        List<Place> places = new ArrayList<>();
        for (int i = from; i < log.size(); i++) {
            places.add(new Place(i + 1, new EventId(log.get(i).id()), log.get(i).audience(), false));
        }
        node.horizon.learn(places);
    }

    private void register(Client client, Node node) {
        client.isCut = false;
        client.seenHere.clear();
        client.node = node;
        client.session = new UserSession(
                OpenSession.now(client.user, Format.SGAD_V1, null, Clock.systemUTC()),
                new Interest.OfUser(client.user),
                Format.SGAD_V1,
                true,
                client,
                new CountingMeter());
        node.sessions.add(client.session);
    }

    /** What the node knows, the welcome, and what the log has; the session is live some steps later. */
    private void welcome(Client client) {
        Node node = Objects.requireNonNull(client.node);
        UserSession session = Objects.requireNonNull(client.session);
        read(node);
        Horizon.View view = node.horizon.view(new Interest.OfUser(client.user));
        Cursor since = client.cursor;
        Progress progress =
                new Progress(new Interest.OfUser(client.user), node.horizon, view, since == null ? 0 : view.top());
        session.welcome(Format.SGAD_V1.welcome(Welcome.of(session, progress.cursor(), null, 0)));
        if (since != null) {
            replay(since, view.top(), session);
        }
        client.begin = () -> assertThat(session.goLive(progress, since == null ? List.of() : view.unnumbered()))
                .isTrue();
    }

    private static void goLive(Client client) {
        Objects.requireNonNull(client.begin).run();
        client.begin = null;
        client.isLive = true;
    }

    private void replay(Cursor since, long upTo, UserSession session) {
        for (long position = since.floor() + 1; position <= upTo; position++) {
            long at = position;
            boolean isMissed = position > since.position()
                    || since.missing().stream().anyMatch(range -> range.first() <= at && at <= range.last());
            Event event = log.get((int) position - 1);
            if (isMissed && event.isFor(session.user())) {
                session.replay(event.envelope().text(), since.after(position));
            }
        }
    }

    private static void cut(Client client) {
        client.isCut = true;
        client.isLive = false;
        Objects.requireNonNull(client.node).sessions.remove(client.session);
        client.session = null;
    }

    private void settle() {
        while (!unpublished.isEmpty()) {
            send(unpublished.remove());
        }
        while (!unrecorded.isEmpty()) {
            record();
        }
        for (Node node : nodes) {
            while (!node.queue.isEmpty()) {
                handle(node);
            }
        }
    }

    /** Opens the session of whoever has none, and brings all that are half open to their end. */
    private void open(Client client) {
        if (client.session == null) {
            register(client, nodes.get(0));
        }
        if (!client.isLive && client.begin == null) {
            welcome(client);
        }
        if (!client.isLive) {
            goLive(client);
        }
    }
}
