package org.sgad.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.sgad.event.EventJson;

/**
 * {@code /openapi}: the HTTP API, in YAML, or in JSON where {@code Accept} or {@code ?format=JSON} says so. The server's own
 * endpoint of that name would leave out nulls, empty lists and extensions, and add what the format does not know; these exact
 * addresses come before it.
 */
@WebServlet({"/openapi", "/openapi/"})
public class OpenApiDocument extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String DOCUMENT = "/WEB-INF/classes/META-INF/openapi.yaml";

    private byte[] yaml = {};
    private byte[] json = {};

    @Override
    public void init() throws ServletException {
        YAMLMapper mapper = YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build();
        try (InputStream written = getServletContext().getResourceAsStream(DOCUMENT)) {
            if (written == null) {
                throw new FileNotFoundException(DOCUMENT);
            }
            ObjectNode document = mapper.readValue(written, ObjectNode.class);
            OpenApiSecurity.complete(document, Resources.operations());
            yaml = mapper.writeValueAsBytes(document);
            json = EventJson.MAPPER.writeValueAsBytes(document);
        } catch (IOException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isJson = wantsJson(request);
        response.setContentType((isJson ? "application/json" : "application/yaml") + ";charset=UTF-8");
        response.setHeader("Vary", "Accept");
        response.getOutputStream().write(isJson ? json : yaml);
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String format = request.getParameter("format");
        String accept = request.getHeader("Accept");
        return format == null ? accept != null && accept.contains("application/json") : format.equalsIgnoreCase("json");
    }
}
