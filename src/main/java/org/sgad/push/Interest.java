package org.sgad.push;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Audience;
import org.sgad.event.Envelope;
import org.sgad.event.UserId;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.LogTail;
import org.sgad.security.CallerRole;
import org.sgad.security.Identity;
import org.sgad.security.Refusal;

/** What of the log a session is given. */
sealed interface Interest {
    /** What one user receives. */
    record OfUser(UserId user) implements Interest {
        @Override
        public boolean includes(Envelope event) {
            return event.audience() instanceof Audience.Everybody
                    || event.audience().subject().filter(user::equals).isPresent();
        }

        @Override
        public boolean isOpenTo(Identity identity) {
            return identity.mayFollow(user);
        }

        @Override
        public Refusal refusal() {
            return Refusal.OTHER_USER;
        }

        @Override
        public LogTail.Missed missed(LogTail log, Cursor since, long upTo, int limit) {
            return log.missed(user, since, upTo, limit);
        }
    }

    /**
     * Whatever happens, as administrators see it.
     *
     * @param user only what concerns this user; null for everything
     */
    record OfAdmin(EventTypes types, @Nullable UserId user) implements Interest {
        @Override
        public boolean includes(Envelope event) {
            return types.include(event.type())
                    && (user == null
                            || event.audience().subject().filter(user::equals).isPresent());
        }

        @Override
        public boolean isOpenTo(Identity identity) {
            return identity.has(CallerRole.ADMIN);
        }

        @Override
        public Refusal refusal() {
            return Refusal.ROLE;
        }

        @Override
        public LogTail.Missed missed(LogTail log, Cursor since, long upTo, int limit) {
            return log.missedOfAll(types.patterns(), Optional.ofNullable(user), since, upTo, limit);
        }
    }

    boolean includes(Envelope event);

    /** Whether whoever asks may be given it. */
    boolean isOpenTo(Identity identity);

    /** Why others are not. */
    Refusal refusal();

    /** What the cursor says that was not seen, up to a position, in order; the first ones only, if it is more. */
    LogTail.Missed missed(LogTail log, Cursor since, long upTo, int limit);
}
