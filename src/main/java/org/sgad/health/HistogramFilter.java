package org.sgad.health;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Adds to the server's {@code /metrics} what its registry cannot hold: a histogram that counts every delivery. */
@WebFilter("/metrics")
public class HistogramFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient DeliveryTimes times;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        if (isOfApplication(request) && response.getStatus() == HttpServletResponse.SC_OK) {
            response.getWriter().write(times.exposition());
        }
    }

    /** Whether the application's metrics are asked for, alone or among others, and not one by its name. */
    private static boolean isOfApplication(HttpServletRequest request) {
        String scope = request.getParameter("scope");
        return request.getMethod().equals("GET")
                && request.getParameter("name") == null
                && (scope == null || scope.equals("application"));
    }
}
