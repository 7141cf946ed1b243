package org.sgad.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who receives an event. */
public sealed interface Audience {
    /** Every session of one user. */
    record OneUser(UserId user) implements Audience {}

    /** Every open session. */
    record Everybody() implements Audience {}

    /** Nobody's sessions, only the administrators' stream. */
    record AdminsOnly() implements Audience {}

    /** The user it concerns, where it concerns one. */
    default Optional<UserId> subject() {
        return this instanceof OneUser one ? Optional.of(one.user()) : Optional.empty();
    }

    /**
     * The rules: {@code availability.*} and {@code match.*} concern the referee in the routing key; a notification its
     * {@code user_id}, or everybody when that is absent, {@code system} or {@code *}; a custom event its
     * {@code user_id} or {@code referee_id}, else only administrators.
     *
     * @throws InvalidFields where a notification is for a user that cannot be
     */
    static Audience of(EventType type, String routingKey, @Nullable String userId, @Nullable String refereeId) {
        if (type.concernsReferee()) {
            String inKey = refereeInKey(type, routingKey);
            return one(inKey != null ? inKey : refereeId);
        }
        if (type.equals(EventType.NOTIFICATION)) {
            // one that no user can have is refused: it was meant for one person, and nobody else may get it
            return userId == null || userId.equals("system") || userId.equals("*")
                    ? new Everybody()
                    : new OneUser(new UserId(userId));
        }
        return one(userId != null && !userId.isEmpty() ? userId : refereeId);
    }

    private static @Nullable String refereeInKey(EventType type, String routingKey) {
        String prefix = type.value() + '.';
        if (routingKey.length() > prefix.length() && routingKey.startsWith(prefix)) {
            return routingKey.substring(prefix.length());
        }
        boolean sameTopic = routingKey.startsWith(prefix.substring(0, prefix.indexOf('.') + 1));
        int afterTwoWords = routingKey.indexOf('.', routingKey.indexOf('.') + 1) + 1;
        return sameTopic && afterTwoWords > routingKey.indexOf('.') + 1 ? routingKey.substring(afterTwoWords) : null;
    }

    private static Audience one(@Nullable String user) {
        return Optional.ofNullable(user)
                .flatMap(UserId::find)
                .<Audience>map(OneUser::new)
                .orElseGet(AdminsOnly::new);
    }
}
