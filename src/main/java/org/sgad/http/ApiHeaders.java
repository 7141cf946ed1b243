package org.sgad.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** What every answer of the API says: it is nobody else's, and is asked for again each time. */
@Provider
public class ApiHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            // with an ETag a browser may keep it, and ask whether it still holds
            headers.putSingle(
                    HttpHeaders.CACHE_CONTROL, response.getEntityTag() == null ? "no-store" : "private, no-cache");
        }
    }
}
