package org.sgad.node;

/** How this node writes the server's log: {@code SGAD_LOG_FORMAT}. */
record LogSettings(Format format) implements ComponentSettings {
    enum Format {
        /** As the server writes it, with {@code [correlation_id=…]} behind the message. */
        TEXT,
        /** One JSON object a line, see {@link JsonLine}. */
        JSON
    }

    static LogSettings from(Settings settings) {
        return new LogSettings(settings.choice("sgad.log.format", Format.class, Format.TEXT));
    }
}
