package org.sgad.admin;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.sgad.security.CallerRole;

/** Everything under {@code /api}; resources and providers are found by their annotations. */
// the server looks at @RolesAllowed as well, and knows only roles that are declared
@DeclareRoles({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
@ApplicationPath("/api")
public class Api extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
