package org.sgad.push;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.sgad.node.Role;
import org.sgad.node.Roles;
import org.sgad.node.Settings;

/** Has the server offer {@code /ws} on gateways only. The container makes it before there is any bean. */
public class SocketsOfGateway implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
        return Set.of();
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        Roles roles = Roles.from(new Settings(ConfigProvider.getConfig()));
        return roles.has(Role.GATEWAY) ? scanned : Set.of();
    }
}
