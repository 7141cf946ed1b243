package org.sgad.broker;

import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/** Where RabbitMQ is and who we are there. */
record BrokerSettings(String host, int port, String user, String password, String vhost, boolean tls)
        implements ComponentSettings {
    static BrokerSettings from(Settings settings) {
        boolean tls = settings.flag("rabbitmq.tls", false);
        return new BrokerSettings(
                settings.text("rabbitmq.host", "localhost"),
                settings.port("rabbitmq.port", tls ? 5671 : 5672),
                settings.text("rabbitmq.user", "guest"),
                settings.text("rabbitmq.password", "guest"),
                settings.text("rabbitmq.vhost", "/"),
                tls);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (tls ? "amqps://" : "amqp://") + user + "@" + host + ":" + port + " vhost " + vhost;
    }
}
