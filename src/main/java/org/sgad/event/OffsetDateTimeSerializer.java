package org.sgad.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** ISO 8601 with offset and always with seconds, which {@link OffsetDateTime#toString()} leaves out when zero. */
final class OffsetDateTimeSerializer extends StdSerializer<OffsetDateTime> {
    private static final long serialVersionUID = 1L;

    OffsetDateTimeSerializer() {
        super(OffsetDateTime.class);
    }

    @Override
    public void serialize(OffsetDateTime value, JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeString(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(value));
    }
}
