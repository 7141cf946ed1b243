package org.sgad.trace;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/** Whether spans are wanted: MicroProfile Telemetry's own switch, off by default. */
record TraceSettings(boolean wanted) implements ComponentSettings {
    static TraceSettings from(Settings settings) {
        return new TraceSettings(!settings.flag("otel.sdk.disabled", true));
    }
}
