package org.sgad.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

/**
 * Reads request bodies as bounded JSON trees (400 where unreadable, 422 where of another kind, 413 over
 * {@link #MAX_BYTES}, 415 where compressed) and writes answers, which are records, in the dialect of {@link EventJson}. The narrow types matter: the server has providers for any object, and
 * which of two equals it takes is a matter of chance. An absent body reads as an empty object where an object is wanted.
 */
@Provider
@Consumes(MediaType.WILDCARD)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class Json implements MessageBodyReader<JsonNode>, MessageBodyWriter<Record> {
    /** The largest request body: room for a batch of 1,000 events of 4 KiB each. */
    static final int MAX_BYTES = 4 << 20;

    private static final long DRAINED_BYTES = 16L << 20;
    private static final int SHOWN = 200;

    // "exceeds the maximum allowed (64, from `StreamReadConstraints.getMaxNestingDepth()`)"
    private static final String LIBRARY_HINT = ", from `[^`]*`";

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return JsonNode.class.isAssignableFrom(type);
    }

    @Override
    public JsonNode readFrom(
            Class<JsonNode> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        requirePlain(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        byte[] body = in.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            // a client that sends all before it reads would wait for ever, were the rest left in the connection
            drain(in);
            throw Problem.of(
                            Response.Status.REQUEST_ENTITY_TOO_LARGE,
                            "The body is over " + MAX_BYTES + " bytes, which is the most one may send.")
                    .exception();
        }
        JsonNode json = body.length == 0 ? EventJson.object() : parse(body);
        if (!type.isInstance(json)) {
            String wanted = ObjectNode.class.equals(type) ? "an object" : "a list";
            throw new InvalidFields(List.of(FieldError.of(
                    "body", body.length == 0 ? MissingNode.getInstance() : json, "must be JSON of " + wanted)));
        }
        return json;
    }

    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                            Response.Status.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Encoding is '" + encoding + "'; bodies must not be compressed.")
                    .exception();
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (long left = DRAINED_BYTES; left > 0; ) {
            int read = in.read(buffer);
            left = read < 0 ? 0 : left - read;
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return EventJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            String why = e.getOriginalMessage()
                    .lines()
                    .findFirst()
                    .orElse("not JSON")
                    .replaceAll(LIBRARY_HINT, "");
            throw unreadable(why.substring(0, Math.min(SHOWN, why.length())) + where);
        } catch (IOException e) {
            throw unreadable("not UTF-8");
        }
    }

    private static ProblemException unreadable(String why) {
        return Problem.of(Response.Status.BAD_REQUEST, "The body cannot be read as JSON: " + why)
                .exception();
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Record.class.isAssignableFrom(type) && media.getSubtype().endsWith("json");
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(EventJson.MAPPER.writeValueAsBytes(value));
    }
}
