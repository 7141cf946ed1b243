package org.sgad.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpCodecFilter;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpProbe;
import org.glassfish.grizzly.http.HttpResponsePacket;

/**
 * How long the head of a request may take to arrive: 30 s from its first byte. The server itself knows only silence, which
 * a byte at times breaks. What comes while a request is answered is its body, see {@link BodyDeadline}; what became
 * another protocol, a WebSocket above all, is answered for ever.
 *
 * <p>Told of all that Grizzly reads, on its threads.
 */
@SuppressWarnings("rawtypes") // as its interface has them
final class ArrivalDeadline extends HttpProbe.Adapter implements ArrivalWatch {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ANSWERING = ArrivalDeadline.class.getName();
    private static final int FINAL_STATUS = 200;

    private final HttpCodecFilter codec;

    // since when the rest of a head is awaited, in nanoseconds
    private final ConcurrentMap<Connection, Long> heads = new ConcurrentHashMap<>();

    private ArrivalDeadline(HttpCodecFilter codec) {
        this.codec = codec;
    }

    /** Begins to watch what arrives where this connection did. */
    static ArrivalWatch of(Object connection) {
        FilterChain filters = (FilterChain) ((Connection) connection).getProcessor();
        HttpCodecFilter codec = (HttpCodecFilter) filters.stream()
                .filter(HttpCodecFilter.class::isInstance)
                .findFirst()
                .orElseThrow();
        ArrivalDeadline deadline = new ArrivalDeadline(codec);
        codec.getMonitoringConfig().addProbes(deadline);
        return deadline;
    }

    @Override
    public void onDataReceivedEvent(Connection connection, Buffer data) {
        if (connection.getAttributes().getAttribute(ANSWERING) == null) {
            heads.putIfAbsent(connection, System.nanoTime());
        }
    }

    @Override
    public void onHeaderParseEvent(Connection connection, HttpHeader head, int size) {
        connection.getAttributes().setAttribute(ANSWERING, true);
        heads.remove(connection);
    }

    @Override
    public void onHeaderSerializeEvent(Connection connection, HttpHeader head, Buffer written) {
        if (head instanceof HttpResponsePacket response && response.getStatus() >= FINAL_STATUS) {
            connection.getAttributes().removeAttribute(ANSWERING);
        }
    }

    @Override
    public int dropLate() {
        long now = System.nanoTime();
        int dropped = 0;
        for (Map.Entry<Connection, Long> head : heads.entrySet()) {
            Connection connection = head.getKey();
            if (!connection.isOpen()) {
                heads.remove(connection);
            } else if (now - head.getValue() > LIMIT.toNanos()) {
                heads.remove(connection);
                connection.terminateSilently();
                dropped++;
            }
        }
        return dropped;
    }

    @Override
    public void end() {
        codec.getMonitoringConfig().removeProbes(this);
    }
}
