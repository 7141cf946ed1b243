package org.sgad.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;

/** A body that has to be there in time. For one thread. */
final class BodyStream extends ServletInputStream {
    private final ServletInputStream body;
    private final Duration limit;
    private final Runnable atEnd;
    private final long since = System.nanoTime();
    private boolean hasEnded;

    /** @param atEnd is run once: when there is nothing left, or nobody wants it */
    BodyStream(ServletInputStream body, Duration limit, Runnable atEnd) {
        this.body = body;
        this.limit = limit;
        this.atEnd = atEnd;
    }

    @Override
    public int read() throws IOException {
        return checked(body.read());
    }

    /** @throws ProblemException 408 where it takes too long */
    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return checked(body.read(bytes, from, length));
    }

    private int checked(int read) {
        if (read < 0) {
            end();
        } else if (System.nanoTime() - since > limit.toNanos()) {
            throw Problem.of(
                            Response.Status.REQUEST_TIMEOUT,
                            "The body was not here within " + limit.toSeconds() + " s.")
                    .exception();
        }
        return read;
    }

    /** Nobody reads on. */
    void end() {
        if (!hasEnded) {
            hasEnded = true;
            atEnd.run();
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
