package org.sgad.event;

import com.fasterxml.jackson.annotation.JsonValue;

/** What happened, in dotted words such as {@code availability.closed}; other publishers may bring their own. */
public record EventType(@JsonValue String value) {
    public static final EventType AVAILABILITY_CLOSED = new EventType("availability.closed");
    public static final EventType AVAILABILITY_EXPIRED = new EventType("availability.expired");
    public static final EventType AVAILABILITY_UPDATED = new EventType("availability.updated");
    public static final EventType NOTIFICATION = new EventType("notification");
    public static final EventType MATCH_ASSIGNED = new EventType("match.assigned");
    public static final EventType MATCH_CONFIRMED = new EventType("match.confirmed");
    public static final EventType MATCH_CANCELLED = new EventType("match.cancelled");

    private static final int MAX_BYTES = 100;

    public EventType {
        Text.requirePlain("event_type", value, MAX_BYTES);
    }

    /** Whether its routing key ends in the referee it concerns. */
    public boolean concernsReferee() {
        return value.startsWith("availability.") || value.startsWith("match.");
    }

    /** Whether it tells what an administrator did, which only we may say. */
    public boolean isAudit() {
        return value.equals("audit") || value.startsWith("audit.");
    }

    /** The type of a message that names none: {@code notification} on the fanout, else the key's first two words. */
    static EventType ofMessage(String exchange, String routingKey) {
        if (exchange.equals(Exchange.NOTIFICATIONS.exchangeName())) {
            return NOTIFICATION;
        }
        int first = routingKey.indexOf('.');
        int second = first < 0 ? -1 : routingKey.indexOf('.', first + 1);
        return new EventType(second < 0 ? routingKey : routingKey.substring(0, second));
    }

    @Override
    public String toString() {
        return value;
    }
}
