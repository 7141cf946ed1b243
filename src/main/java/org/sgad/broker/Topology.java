package org.sgad.broker;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgad.event.Exchange;
import org.sgad.node.Role;
import org.sgad.node.Roles;

/** The names and arguments of all that lives on the broker, as the contract has them. */
public final class Topology {
    /** Every event, for the recorder. */
    public static final String EVENT_LOG = "sgad.event-log";

    /** Every dead letter, for the dead-letter intake. */
    public static final String DEAD_LETTERS = "sgad.dead-letters";

    /** What referees file, for the match service. */
    public static final String MATCH_SERVICE = "match-service-queue";

    /** Every event, for the notification service. */
    public static final String NOTIFICATION_SERVICE = "notification-service-queue";

    /** The exchange of what is sent to sessions again; every gateway's queue is bound to it. */
    public static final String REPLAYS = "sgad.replays";

    /** How often a service queue's delivery is tried. */
    static final int DELIVERIES = 5;

    private static final String GATEWAY = "sgad.gateway.";
    private static final String QUEUE_TYPE = "x-queue-type";
    private static final String QUORUM = "quorum";
    private static final String DEAD_LETTER_EXCHANGE = "sgad.dlx";
    private static final int WITHOUT_LIMIT = 1_000_000;

    private static final int DAY_MILLIS = 86_400_000;
    private static final int TEN_MINUTES_MILLIS = 600_000;

    private Topology() {}

    /** A queue of ours, and its type. */
    record Named(String name, String type) {}

    /** Our queues that this node knows of, by name: the contract's and its own; some may not be there. */
    static List<Named> queues(String nodeId) {
        return List.of(
                new Named(MATCH_SERVICE, QUORUM),
                new Named(NOTIFICATION_SERVICE, QUORUM),
                new Named(DEAD_LETTERS, QUORUM),
                new Named(EVENT_LOG, QUORUM),
                new Named(gateway(nodeId), "classic"));
    }

    /** The queue of one gateway node. */
    public static String gateway(String nodeId) {
        return GATEWAY + nodeId;
    }

    /** Whether a queue is of the contract, or of a gateway, of whatever node. */
    public static boolean isOurs(String queue) {
        return queue.startsWith(GATEWAY)
                || queue.equals(EVENT_LOG)
                || queue.equals(DEAD_LETTERS)
                || queue.equals(MATCH_SERVICE)
                || queue.equals(NOTIFICATION_SERVICE);
    }

    /**
     * Declares the exchanges, where nothing may be lost from the first message on the queues of the recorder and of the
     * dead letters, and the queues of this node's roles. Declaring again changes nothing.
     */
    static void declare(Channel channel, String nodeId, Roles roles) throws IOException {
        channel.exchangeDeclare(Exchange.AVAILABILITY.exchangeName(), BuiltinExchangeType.TOPIC, true);
        channel.exchangeDeclare(Exchange.NOTIFICATIONS.exchangeName(), BuiltinExchangeType.FANOUT, true);
        channel.exchangeDeclare(Exchange.MATCHES.exchangeName(), BuiltinExchangeType.TOPIC, true);
        channel.exchangeDeclare(DEAD_LETTER_EXCHANGE, BuiltinExchangeType.TOPIC, true);
        channel.exchangeDeclare(REPLAYS, BuiltinExchangeType.FANOUT, true);

        durable(channel, DEAD_LETTERS, deadLetterArguments());
        channel.queueBind(DEAD_LETTERS, DEAD_LETTER_EXCHANGE, "#");

        durable(channel, EVENT_LOG, serviceArguments());
        bindToEverything(channel, EVENT_LOG);
        if (roles.has(Role.MATCH)) {
            durable(channel, MATCH_SERVICE, serviceArguments());
            channel.queueBind(MATCH_SERVICE, Exchange.AVAILABILITY.exchangeName(), "availability.updated.#");
        }
        if (roles.has(Role.NOTIFICATION)) {
            durable(channel, NOTIFICATION_SERVICE, serviceArguments());
            bindToEverything(channel, NOTIFICATION_SERVICE);
        }
        if (roles.has(Role.GATEWAY)) {
            durable(channel, gateway(nodeId), Map.of("x-expires", TEN_MINUTES_MILLIS));
            bindToEverything(channel, gateway(nodeId));
            channel.queueBind(gateway(nodeId), REPLAYS, "");
        }
    }

    private static void bindToEverything(Channel channel, String queue) throws IOException {
        channel.queueBind(queue, Exchange.AVAILABILITY.exchangeName(), "#");
        channel.queueBind(queue, Exchange.MATCHES.exchangeName(), "#");
        channel.queueBind(queue, Exchange.NOTIFICATIONS.exchangeName(), "");
    }

    private static Map<String, Object> serviceArguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put(QUEUE_TYPE, QUORUM);
        arguments.put("x-dead-letter-exchange", DEAD_LETTER_EXCHANGE);
        arguments.put("x-message-ttl", DAY_MILLIS);
        arguments.put("x-delivery-limit", DELIVERIES);
        return arguments;
    }

    /**
     * One consumer at a time, so that letters are parked in the order in which they died. RabbitMQ 4 would drop what it has
     * delivered twenty times, were no limit given.
     */
    private static Map<String, Object> deadLetterArguments() {
        return Map.of(QUEUE_TYPE, QUORUM, "x-single-active-consumer", true, "x-delivery-limit", WITHOUT_LIMIT);
    }

    private static void durable(Channel channel, String queue, Map<String, Object> arguments) throws IOException {
        channel.queueDeclare(queue, true, false, false, arguments);
    }
}
