package org.sgad.security;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Writes into the OpenAPI document who may call what, as the annotations that are enforced have it, so that the document
 * cannot say anything else. Roles are in {@code x-roles}: the format knows scopes only where OAuth is spoken.
 */
public final class OpenApiSecurity implements OASFilter {
    private static final String SCHEME = "bearer";
    private static final String PREFIX = "api/";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("A JWT whose claim groups or roles has some of referee, service, admin;"
                                        + " none is needed with SGAD_AUTH=none"));
        for (Resources.Operation operation : Resources.operations()) {
            find(document, operation).forEach(found -> describe(found, operation.permission()));
        }
    }

    private static Stream<Operation> find(OpenAPI document, Resources.Operation wanted) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return Stream.empty();
        }
        PathItem.HttpMethod method = PathItem.HttpMethod.valueOf(wanted.method().toUpperCase(Locale.ROOT));
        return document.getPaths().getPathItems().entrySet().stream()
                .filter(path -> Resources.plain(path.getKey()).equals(Resources.plain(PREFIX + wanted.path())))
                .map(path -> path.getValue().getOperations().get(method))
                .filter(Objects::nonNull);
    }

    private static void describe(Operation operation, Permission permission) {
        List<String> roles =
                permission.allowed().stream().sorted().map(CallerRole::title).toList();
        operation.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME)));
        operation.addExtension("x-roles", roles);
        String own =
                permission.owner() == null ? "" : " A referee only where " + permission.owner() + " is themselves.";
        String who = permission.isForAll() ? "everybody with a token" : permission.wanted();
        operation.setDescription((operation.getDescription() == null ? "" : operation.getDescription() + "\n\n")
                + "For " + who + "." + own);
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        add(operation, "401", Refusal.NO_TOKEN.detail());
        add(operation, "403", "The token's roles do not allow this, or the page's origin may not call.");
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }
}
