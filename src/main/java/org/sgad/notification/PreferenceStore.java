package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** What users prefer. */
@ApplicationScoped
public class PreferenceStore {
    private static final String COLUMNS = "user_id, language, quiet_from, quiet_to, quiet_zone, muted_types, email";
    private static final String FIND =
            "select " + COLUMNS + " from notification_preference where user_id = any(?::text[])";
    private static final String WITH_EMAIL = "select " + COLUMNS
            + " from notification_preference where email is not null and user_id > ? order by user_id limit ?";
    private static final String SAVE = """
            insert into notification_preference (%s) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (user_id) do update
            set language = excluded.language, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
                quiet_zone = excluded.quiet_zone, muted_types = excluded.muted_types,
                email = case when ? then excluded.email else notification_preference.email end
            returning %s
            """.formatted(COLUMNS, COLUMNS);

    @Inject
    DataSource dataSource;

    /** A user and what they prefer. */
    record OfUser(UserId user, Preferences preferences) {}

    Preferences of(UserId user) {
        return of(List.of(user)).getOrDefault(user, Preferences.DEFAULT);
    }

    /** The preferences of those who have some. */
    Map<UserId, Preferences> of(Collection<UserId> users) {
        Map<UserId, Preferences> found = new HashMap<>();
        Sql.list(
                        dataSource,
                        FIND,
                        find -> find.setArray(1, Sql.texts(find, users, UserId::value)),
                        PreferenceStore::row)
                .forEach(one -> found.put(one.user(), one.preferences()));
        return found;
    }

    /** Those who want e-mail, in order, behind a user; an empty text is the start. */
    List<OfUser> withEmail(String after, int limit) {
        return Sql.list(
                dataSource,
                WITH_EMAIL,
                find -> {
                    find.setString(1, after);
                    find.setInt(2, limit);
                },
                PreferenceStore::row);
    }

    Preferences save(UserId user, Preferences preferences) {
        return save(user, preferences, true);
    }

    /** As {@link #save(UserId, Preferences)}, but the address stays what it is by then. */
    Preferences saveButEmail(UserId user, Preferences preferences) {
        return save(user, preferences, false);
    }

    private Preferences save(UserId user, Preferences preferences, boolean withEmail) {
        List<OfUser> saved = Sql.list(
                dataSource,
                SAVE,
                save -> {
                    QuietHours quiet = preferences.quietHours();
                    save.setString(1, user.value());
                    save.setString(2, preferences.language().tag());
                    save.setObject(3, quiet == null ? null : quiet.from(), Types.TIME);
                    save.setObject(4, quiet == null ? null : quiet.to(), Types.TIME);
                    save.setString(5, quiet == null ? null : quiet.timezone().getId());
                    save.setArray(6, Sql.texts(save, preferences.mutedTypes().patterns(), pattern -> pattern));
                    save.setString(
                            7,
                            preferences.email() == null
                                    ? null
                                    : preferences.email().value());
                    save.setBoolean(8, withEmail);
                },
                PreferenceStore::row);
        return saved.get(0).preferences();
    }

    private static OfUser row(ResultSet row) throws SQLException {
        return new OfUser(new UserId(row.getString("user_id")), preferences(row));
    }

    /** The preferences in a row; the defaults where a join found none. */
    static Preferences preferences(ResultSet row) throws SQLException {
        String language = row.getString("language");
        if (language == null) {
            return Preferences.DEFAULT;
        }
        String email = row.getString("email");
        return new Preferences(
                Language.find(language).orElse(Preferences.DEFAULT.language()),
                quietHours(row),
                new MutedTypes(List.of((String[]) row.getArray("muted_types").getArray())),
                email == null ? null : new EmailAddress(email));
    }

    private static @Nullable QuietHours quietHours(ResultSet row) throws SQLException {
        String zone = row.getString("quiet_zone");
        return zone == null
                ? null
                : new QuietHours(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_to", LocalTime.class),
                        ZoneId.of(zone));
    }
}
