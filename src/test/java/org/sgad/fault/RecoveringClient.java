package org.sgad.fault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.flow.Http;

/**
 * A careful client of one user, in the subprotocol {@code sgad.v1}: keeps the cursor of what it saw last, comes back to
 * the next node after every loss, reads from the log what a replay could not bring, and drops second sights by id.
 */
final class RecoveringClient implements AutoCloseable {
    // as the client library: who gives up sooner has a server answer handshakes that nobody waits for any more
    private static final Duration HANDSHAKE = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(25 + 8);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final long LAST_DELAY_MILLIS = 2_000;
    private static final int PAGE = 1_000;
    private static final Set<Integer> FOR_GOOD = Set.of(4500, 4501, 4503, 4504, 4507);
    private static final String PONG = "{\"type\":\"pong\"}";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(HANDSHAKE).build();
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(8, task -> {
        Thread thread = new Thread(task, "careful-clients");
        thread.setDaemon(true);
        return thread;
    });

    /** An event as it became visible. */
    record Sight(String eventId, String type, Instant at, boolean replayed) {}

    private final String user;
    private final List<Http> nodes;
    private final CompletableFuture<@Nullable String> welcomed = new CompletableFuture<>();
    private final CompletableFuture<Integer> refused = new CompletableFuture<>();
    private final ScheduledFuture<?> watch;

    private final Map<String, Sight> seen = new LinkedHashMap<>();

    private @Nullable String cursor;

    private @Nullable Line line;

    private int duplicates;

    private int incomplete;

    private int welcomes;

    private int failures;

    private int node;

    private boolean away;

    private RecoveringClient(String user, List<Http> nodes, int first) {
        this.user = user;
        this.nodes = nodes;
        this.node = first;
        this.watch = LATER.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Connected to the first node, and welcomed: from here on nothing that is published may be missed. */
    static RecoveringClient of(String user, List<Http> nodes) {
        RecoveringClient client = begin(user, nodes, 0);
        client.welcomed.orTimeout(30, TimeUnit.SECONDS).join();
        return client;
    }

    /** Starts to connect to one of the nodes; {@link #welcomed} tells when it has. */
    static RecoveringClient begin(String user, List<Http> nodes, int first) {
        RecoveringClient client = new RecoveringClient(user, nodes, first);
        client.connect();
        return client;
    }

    String user() {
        return user;
    }

    /** The cursor of the first welcome. */
    CompletableFuture<@Nullable String> welcomed() {
        return welcomed;
    }

    /** The close code after which it does not come back. */
    CompletableFuture<Integer> refused() {
        return refused;
    }

    /** What became visible, in that order. */
    synchronized List<Sight> sights() {
        return new ArrayList<>(seen.values());
    }

    synchronized boolean hasSeen(Collection<String> eventIds) {
        return seen.keySet().containsAll(eventIds);
    }

    /** How many events came again and were dropped. */
    synchronized int duplicates() {
        return duplicates;
    }

    /** How often a replay could not be complete, and the log was read. */
    synchronized int incomplete() {
        return incomplete;
    }

    synchronized int welcomes() {
        return welcomes;
    }

    /** Welcomed, and done with what was missed. */
    synchronized boolean isBack() {
        return line != null && line.state == State.LIVE;
    }

    /** The network goes: the socket is gone without a word, and the client comes back after a back-off. */
    void cut() {
        Line cut;
        synchronized (this) {
            cut = line;
        }
        if (cut != null) {
            cut.abort();
            lost(cut);
        }
    }

    /** The network goes until {@link #comeBack}. */
    void leave() {
        synchronized (this) {
            away = true;
        }
        cut();
    }

    void comeBack() {
        synchronized (this) {
            away = false;
        }
        connect();
    }

    /** How it stands, for a story that waits in vain. */
    @Override
    public synchronized String toString() {
        String state = line == null ? "between two lines" : line.state + " since " + line.age();
        return "%s to node %d: %s, away %s, refused %s, %d welcomes, %d failures, %d seen"
                .formatted(user, node, state, away, refused.getNow(null), welcomes, failures, seen.size());
    }

    private synchronized void connect() {
        if (!away && line == null) {
            Line next = new Line();
            line = next;
            String query = cursor == null ? "" : "?cursor=" + cursor;
            next.open(nodes.get(node).uri("ws", "/ws/" + user + query));
        }
    }

    private void lost(Line gone) {
        long delay;
        synchronized (this) {
            if (line != gone) {
                return;
            }
            line = null;
            node = (node + 1) % nodes.size();
            delay = Math.min(LAST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures++, 10));
        }
        later(this::connect, ThreadLocalRandom.current().nextLong(delay + 1));
    }

    private static void later(Runnable task, long millis) {
        ScheduledFuture<?> scheduled = LATER.schedule(task, millis, TimeUnit.MILLISECONDS);
        if (scheduled.isCancelled()) {
            throw new IllegalStateException("nobody cancels it");
        }
    }

    /** A server that is silent for longer than two heartbeats is given up. */
    private void look() {
        Line silent;
        synchronized (this) {
            silent = line;
        }
        if (silent != null && System.nanoTime() - silent.lastHeard > SILENCE.toNanos()) {
            silent.abort();
            lost(silent);
        }
    }

    private void see(JsonNode event, boolean replayed) {
        String id = event.path("event_id").asText();
        Sight sight = new Sight(id, event.path("event_type").asText(), Instant.now(), replayed);
        if (seen.putIfAbsent(id, sight) != null) {
            duplicates++;
        }
        if (event.hasNonNull("cursor")) {
            cursor = event.path("cursor").textValue();
        }
    }

    @Override
    public void close() {
        watch.cancel(false);
        leave();
    }

    private enum State {
        /** Not welcomed yet. */
        OPENING,
        /** Replayed events arrive; {@link Line#replaysToCome} remain. */
        REPLAYING,
        /** The replay could not be complete: what arrives waits until the log is read. */
        READING,
        LIVE
    }

    /** One socket, from connecting to its loss. */
    private final class Line implements WebSocket.Listener {
        private final List<JsonNode> held = new ArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
        private volatile @Nullable WebSocket socket;
        private volatile long lastHeard = System.nanoTime();
        private volatile State state = State.OPENING;
        private final long begun = System.nanoTime();
        private String liveFrom = "";
        private int replaysToCome;

        String age() {
            long now = System.nanoTime();
            return "%d s, heard %d s ago"
                    .formatted(
                            TimeUnit.NANOSECONDS.toSeconds(now - begun),
                            TimeUnit.NANOSECONDS.toSeconds(now - lastHeard));
        }

        void open(URI uri) {
            sending = HTTP.newWebSocketBuilder()
                    .connectTimeout(HANDSHAKE)
                    .subprotocols("sgad.v1")
                    .buildAsync(uri, this)
                    .whenComplete((opened, failure) -> {
                        if (failure != null) {
                            lost(this);
                        }
                    });
        }

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            lastHeard = System.nanoTime();
            partial.append(data);
            if (last) {
                JsonNode message = parse(partial.toString());
                partial.setLength(0);
                take(message);
            }
            return null;
        }

        private void take(JsonNode message) {
            synchronized (RecoveringClient.this) {
                if (line != this) {
                    return;
                }
                if (message.has("event_type")) {
                    event(message);
                } else if (message.path("type").asText().equals("welcome")) {
                    welcome(message);
                } else if (message.path("type").asText().equals("ping")) {
                    send(PONG);
                }
            }
        }

        private void event(JsonNode message) {
            if (state == State.READING) {
                held.add(message);
                return;
            }
            see(message, state == State.REPLAYING);
            if (!message.path("user_id").asText().isEmpty() || message.has("referee_id")) {
                send(EventJson.object()
                        .put("type", "ack")
                        .put("event_id", message.path("event_id").asText())
                        .toString());
            }
            if (state == State.REPLAYING && --replaysToCome == 0) {
                live();
            }
        }

        private void welcome(JsonNode message) {
            welcomes++;
            failures = 0;
            liveFrom = message.path("cursor").asText();
            replaysToCome = message.path("recovered_count").asInt();
            boolean toRead = message.path("recovered").isBoolean()
                    && !message.path("recovered").booleanValue();
            if (toRead) {
                incomplete++;
                state = State.READING;
                String from = cursor;
                later(() -> readLog(from), 0);
            } else if (replaysToCome > 0) {
                state = State.REPLAYING;
            } else {
                live();
            }
        }

        /** Only now may the cursor move to where live begins: a loss in between starts over at the last event seen. */
        private void live() {
            state = State.LIVE;
            cursor = liveFrom;
            welcomed.complete(liveFrom);
        }

        private void readLog(@Nullable String from) {
            try {
                List<JsonNode> missed = new ArrayList<>(pages("subject=" + user, from));
                pages("type=notification", from).stream()
                        .filter(entry -> entry.path("subject").isNull())
                        .forEach(missed::add);
                synchronized (RecoveringClient.this) {
                    if (line == this) {
                        missed.forEach(entry -> see(entry.path("message"), true));
                        live();
                        held.forEach(event -> see(event, false));
                        held.clear();
                    }
                }
            } catch (RuntimeException e) {
                abort();
                lost(this);
            }
        }

        private List<JsonNode> pages(String filter, @Nullable String from) {
            List<JsonNode> entries = new ArrayList<>();
            String next = from;
            do {
                String after = next == null ? "" : "&after=" + next;
                Http.Answer answer = reading().get("/api/events?" + filter + "&limit=" + PAGE + after);
                if (answer.status() != 200) {
                    throw new IllegalStateException("the log answers " + answer.status());
                }
                answer.json().path("items").forEach(entries::add);
                next = answer.json().path("next").textValue();
            } while (next != null);
            return entries;
        }

        private Http reading() {
            synchronized (RecoveringClient.this) {
                return nodes.get(node);
            }
        }

        /** Events must be sent one after the other. */
        private void send(String text) {
            WebSocket open = socket;
            if (open != null) {
                sending = sending.thenCompose(done -> open.sendText(text, true));
            }
        }

        private void abort() {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            if (FOR_GOOD.contains(code)) {
                refused.complete(code);
                leave();
            }
            lost(this);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable failure) {
            lost(this);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return EventJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
