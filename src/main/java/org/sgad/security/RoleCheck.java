package org.sgad.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.sgad.http.Problem;

/**
 * Lets in whom the annotations of a resource's method allow; see {@link Permission}. It comes before the server's own look
 * at the roles, which answers without a word.
 */
@Provider
@Priority(Priorities.AUTHORIZATION - 1)
@ApplicationScoped
public class RoleCheck implements ContainerRequestFilter {
    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Inject
    HttpServletRequest servletRequest;

    @Inject
    Refusals refusals;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            return; // the server's own answer, which methods there are
        }
        Identity caller = Visitor.of(servletRequest.getUserPrincipal()).identity();
        Permission permission = Permission.of(resource.getResourceClass(), resource.getResourceMethod());
        if (!permission.isGivenTo(caller)) {
            refuse(request, "This needs the role " + permission.wanted() + ".");
        } else if (permission.isOnlyOwn(caller)) {
            String owner = request.getUriInfo().getPathParameters().getFirst(permission.ownerParameter());
            if (!caller.user().value().equals(owner)) {
                refuse(request, "With the role referee only your own, " + caller.user() + ", is open to you.");
            }
        }
    }

    private void refuse(ContainerRequestContext request, String detail) {
        refusals.note(Refusal.ROLE, servletRequest);
        request.abortWith(Problem.of(Response.Status.FORBIDDEN, detail).response());
    }
}
