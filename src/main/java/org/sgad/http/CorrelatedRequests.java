package org.sgad.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sgad.node.Correlation;

/** What a request's thread writes into the log has the request's id. */
@WebFilter(
        urlPatterns = {"/api/*", "/ws/*"},
        asyncSupported = true)
public class CorrelatedRequests extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String before = Correlation.set(CorrelationHeader.of(request));
        try {
            chain.doFilter(request, response);
        } finally {
            Correlation.set(before);
        }
    }
}
