package org.sgad.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Everything under {@code /api}; resources and providers are found by their annotations. */
@ApplicationPath("/api")
public class Api extends Application {
    /** Without the server's own JSON providers: {@link org.sgad.http.Json} is the only one. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.disableJsonBinding", true, "jersey.config.server.disableMoxyJson", true);
    }
}
