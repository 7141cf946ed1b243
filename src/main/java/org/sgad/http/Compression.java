package org.sgad.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The pages' modules and styles travel compressed, at about a third of their size. The API's answers do not, as what is
 * secret in one must not be guessed from its length, and streams must not wait for more to compress. The server's own
 * compression would take compressed requests as well, whatever they swell to.
 */
@WebFilter({"*.js", "*.css", "*.svg"})
public class Compression extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.addHeader("Vary", "Accept-Encoding");
        String accepted = request.getHeader("Accept-Encoding");
        boolean isWanted = accepted != null && GZIP.matcher(accepted).find() && request.getHeader("Range") == null;
        if (!isWanted || !request.getMethod().equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        Compressed compressed = new Compressed(response);
        chain.doFilter(request, compressed);
        compressed.finish();
    }

    /** Is compressed from its first byte on; an answer without a body stays without. */
    private static final class Compressed extends HttpServletResponseWrapper {
        private @Nullable GzipStream body;

        Compressed(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (body == null) {
                body = new GzipStream(this, super.getOutputStream());
            }
            return body;
        }

        @Override
        public void setContentLength(int length) {
            // another one is sent
        }

        @Override
        public void setContentLengthLong(long length) {
            // another one is sent
        }

        void finish() throws IOException {
            if (body != null) {
                body.finish();
            }
        }
    }

    private static final class GzipStream extends ServletOutputStream {
        private final HttpServletResponse response;
        private final ServletOutputStream plain;
        private @Nullable GZIPOutputStream gzip;

        GzipStream(HttpServletResponse response, ServletOutputStream plain) {
            this.response = response;
            this.plain = plain;
        }

        private GZIPOutputStream gzip() throws IOException {
            if (gzip == null) {
                response.setHeader("Content-Encoding", "gzip");
                gzip = new GZIPOutputStream(plain);
            }
            return gzip;
        }

        @Override
        public void write(int b) throws IOException {
            gzip().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            gzip().write(bytes, offset, length);
        }

        void finish() throws IOException {
            if (gzip != null) {
                gzip.finish();
            }
        }

        @Override
        public boolean isReady() {
            return plain.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("files are written at once");
        }
    }
}
