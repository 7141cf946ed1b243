package org.sgad.node;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Which node this is.
 *
 * @param id unique in the cluster: {@code SGAD_NODE_ID}, by default host name and HTTP port
 */
public record NodeSettings(String id) implements ComponentSettings {
    private static final String ID_ALLOWED = "1 to 64 letters, digits or one of . _ -";

    /**
     * Reads which node this is.
     *
     * @param httpPort the port this node listens on, for the default id
     */
    public static NodeSettings from(Settings settings, int httpPort) {
        String id = settings.parsed("sgad.node.id", ID_ALLOWED, NodeSettings::checked)
                .orElseGet(() -> hostName() + "-" + httpPort);
        return new NodeSettings(id);
    }

    private static String checked(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(id);
        }
        return id;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
