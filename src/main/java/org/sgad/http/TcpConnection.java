package org.sgad.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a request came on. The server ends a response, or a WebSocket, only when everything has been sent,
 * which is never where the client does not read; so this one reaches for the server's own connection. On a server that has
 * no such thing, nothing is cut and the connection ends with its client.
 */
public final class TcpConnection {
    private static final Logger LOG = Logger.getLogger(TcpConnection.class.getName());

    private final @Nullable Object connection;

    private TcpConnection(@Nullable Object connection) {
        this.connection = connection;
    }

    /** A connection that cannot be reached. */
    public static TcpConnection none() {
        return new TcpConnection(null);
    }

    /** To be called while the request is being answered. */
    public static TcpConnection of(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        try {
            Object catalina = call(innermost, "getUnwrappedCoyoteRequest");
            return new TcpConnection(call(call(call(catalina, "getCoyoteRequest"), "getContext"), "getConnection"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.FINE, "this server does not show its connections", e);
            return none();
        }
    }

    /** The server's own connection, where it shows it. */
    public Optional<Object> asTheServerHasIt() {
        return Optional.ofNullable(connection);
    }

    /** Closes it at once, whatever waits to be sent: the client is told so by a reset. */
    public void cut() {
        if (connection != null) {
            try {
                if (call(connection, "getChannel") instanceof NetworkChannel channel) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                connection.getClass().getMethod("terminateSilently").invoke(connection);
            } catch (ReflectiveOperationException | IOException | RuntimeException e) {
                LOG.log(Level.FINE, "the connection was not cut", e);
            }
        }
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return Objects.requireNonNull(target.getClass().getMethod(method).invoke(target), method);
    }
}
