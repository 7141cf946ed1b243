package org.sgad.security;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;

/**
 * Who somebody is, for how long.
 *
 * @param endsAt when the token ends, to the second and without the skew that new requests are allowed; null where nothing
 *     ends, as there is no token
 */
public record Identity(
        UserId user, Set<CallerRole> roles, @Nullable Instant endsAt) {
    /** Everybody, where nobody is asked. */
    static final Identity ANONYMOUS = new Identity(new UserId("anonymous"), CallerRole.ALL, null);

    public Identity {
        roles = Set.copyOf(roles);
    }

    /** Whether the events of this user may be shown: one's own, and everybody's to administrators. */
    public boolean mayFollow(UserId other) {
        return has(CallerRole.ADMIN) || (user.equals(other) && !roles.isEmpty());
    }

    /** Whether what this caller says of a user's events counts as the user's own word. */
    public boolean speaksFor(UserId other) {
        return user.equals(other) || equals(ANONYMOUS);
    }

    public boolean has(CallerRole role) {
        return roles.contains(role);
    }

    /** Whether the token has ended by now. */
    public boolean hasEnded(Instant now) {
        return endsAt != null && !now.isBefore(endsAt);
    }
}
