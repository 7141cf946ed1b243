package org.sgad.push;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.server.ServerEndpointConfig;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint for all sockets, as all that is a socket's own is kept with its session. Left alone the server makes one for
 * each, under one lock, and works out anew what has to be injected: a tenth of what a connection costs, and 200 threads that
 * wait for each other when everybody comes back at once.
 */
public class OneEndpoint extends ServerEndpointConfig.Configurator {
    private @Nullable Object endpoint;

    @Override
    public synchronized <T> T getEndpointInstance(Class<T> type) {
        if (endpoint == null) {
            endpoint = CDI.current().select(type).get();
        }
        return type.cast(endpoint);
    }
}
