package org.sgad.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of spans as OTLP over HTTP brings them. */
final class SpanCollector implements AutoCloseable {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final List<Collected> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * A span.
     *
     * @param kind as OTLP numbers them: 2 server, 4 producer, 5 consumer
     */
    record Collected(String traceId, String spanId, String parentId, String name, long kind) {}

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    static SpanCollector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SpanCollector collector = new SpanCollector(server);
        server.createContext("/v1/traces", collector::take);
        server.start();
        return collector;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Those of a trace that have come so far. */
    List<Collected> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    List<Collected> all() {
        return spans;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ByteBuffer request = ByteBuffer.wrap(exchange.getRequestBody().readAllBytes());
            for (Field resource : fields(request, 1)) {
                for (Field scope : fields(resource.bytes(), 2)) {
                    fields(scope.bytes(), 2).forEach(span -> spans.add(span(span.bytes())));
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Collected span(ByteBuffer span) {
        return new Collected(
                hex(fields(span, 1)),
                hex(fields(span, 2)),
                hex(fields(span, 4)),
                fields(span, 5).stream()
                        .map(name -> StandardCharsets.UTF_8.decode(name.bytes()).toString())
                        .findFirst()
                        .orElse(""),
                fields(span, 6).stream().mapToLong(Field::number).findFirst().orElse(0));
    }

    private static String hex(List<Field> found) {
        if (found.isEmpty()) {
            return "";
        }
        byte[] bytes = new byte[found.get(0).bytes().remaining()];
        found.get(0).bytes().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A field of a protobuf message: bytes, or a number. */
    private record Field(ByteBuffer content, long number) {
        ByteBuffer bytes() {
            return content.duplicate();
        }
    }

    private static List<Field> fields(ByteBuffer message, int wanted) {
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Field> found = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            Field field = field(in, (int) (tag & 7));
            if (tag >>> 3 == wanted) {
                found.add(field);
            }
        }
        return found;
    }

    private static Field field(ByteBuffer in, int type) {
        return switch (type) {
            case VARINT -> new Field(ByteBuffer.allocate(0), varint(in));
            case FIXED_64 -> new Field(ByteBuffer.allocate(0), in.getLong());
            case FIXED_32 -> new Field(ByteBuffer.allocate(0), in.getInt());
            case BYTES -> {
                int length = (int) varint(in);
                ByteBuffer content = in.slice(in.position(), length);
                in.position(in.position() + length);
                yield new Field(content, 0);
            }
            default -> throw new IllegalArgumentException("no wire type: " + type);
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
