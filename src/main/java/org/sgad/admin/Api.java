package org.sgad.admin;

import jakarta.annotation.security.DeclareRoles;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.sgad.security.CallerRole;

/** Everything under {@code /api}; resources and providers are found by their annotations. */
// the server looks at @RolesAllowed as well, and knows only roles that are declared
@DeclareRoles({CallerRole.REFEREES, CallerRole.SERVICES, CallerRole.ADMINS})
@ApplicationPath("/api")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "SGAD Events",
                        version = "1.0",
                        description = "Publishing, the event log, weeks and their closing, matches, dead letters"))
public class Api extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
