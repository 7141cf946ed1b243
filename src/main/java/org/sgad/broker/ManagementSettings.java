package org.sgad.broker;

import java.net.URI;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/** Where RabbitMQ's management API is; we are there who we are to the broker. */
record ManagementSettings(URI url) implements ComponentSettings {
    private static final String ALLOWED = "an address such as https://rabbitmq:15671, without user, query or fragment";

    static ManagementSettings from(Settings settings, BrokerSettings broker) {
        return new ManagementSettings(settings.parsed("rabbitmq.management.url", ALLOWED, ManagementSettings::checked)
                .orElseGet(() -> besides(broker)));
    }

    private static URI besides(BrokerSettings broker) {
        String host = broker.host().contains(":") ? '[' + broker.host() + ']' : broker.host();
        return URI.create(broker.tls() ? "https://" + host + ":15671" : "http://" + host + ":15672");
    }

    private static URI checked(String text) {
        URI url = URI.create(text.replaceAll("/+$", ""));
        boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean isPlain = url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
        if (!isWeb || !isPlain || url.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }
}
