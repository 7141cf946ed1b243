package org.sgad.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.sgad.node.Roles;

/** Answers 404 for what is {@link PartOf} a role that this node does not have. */
@Provider
@ApplicationScoped
public class RoleFilter implements ContainerRequestFilter {
    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Inject
    Roles roles;

    @Override
    public void filter(ContainerRequestContext request) {
        PartOf part = resource.getResourceClass().getAnnotation(PartOf.class);
        if (part != null && !roles.has(part.value())) {
            request.abortWith(Problem.notOfThisNode(part.value(), roles).response());
        }
    }
}
