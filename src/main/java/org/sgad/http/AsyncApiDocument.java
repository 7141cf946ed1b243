package org.sgad.http;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** {@code /asyncapi}: what goes over AMQP and WebSockets, beside the server's {@code /openapi}. */
@WebServlet("/asyncapi")
public class AsyncApiDocument extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String DOCUMENT = "/asyncapi.yaml";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (InputStream document = getServletContext().getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new FileNotFoundException(DOCUMENT);
            }
            response.setContentType("application/yaml;charset=UTF-8");
            document.transferTo(response.getOutputStream());
        }
    }
}
