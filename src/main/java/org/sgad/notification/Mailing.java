package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.sgad.event.EventId;
import org.sgad.event.UserId;
import org.sgad.node.Sql;

/** Puts into the outbox what users want by e-mail; nothing where no mail server is set. */
@ApplicationScoped
public class Mailing {
    private static final String ADD = """
            insert into email (event_id, user_id, due_at)
            select event_id, user_id, ?::timestamptz from unnest(?::text[], ?::text[]) as wanted (event_id, user_id)
            on conflict do nothing
            """;

    private static final int AT_ONCE = 1_000;

    @Inject
    DataSource dataSource;

    @Inject
    PreferenceStore preferences;

    @Inject
    SmtpSettings settings;

    private record Recipient(EventId event, UserId user) {}

    /**
     * Has notices mailed, in the caller's transaction, to those of their users who gave an address; a broadcast to everybody
     * who did and has not muted it.
     *
     * @param preferred what the users of the notices prefer, where they do
     */
    void add(List<Notice> notices, Map<UserId, Preferences> preferred, Instant now) {
        if (!settings.isOn()) {
            return;
        }
        List<Recipient> recipients = new ArrayList<>();
        for (Notice notice : notices) {
            UserId user = notice.user();
            if (user == null) {
                addToAll(notice, now);
            } else if (preferred.getOrDefault(user, Preferences.DEFAULT).email() != null) {
                recipients.add(new Recipient(notice.event(), user));
            }
        }
        insert(recipients, now);
    }

    private void addToAll(Notice notice, Instant now) {
        List<PreferenceStore.OfUser> some = preferences.withEmail("", AT_ONCE);
        while (!some.isEmpty()) {
            insert(
                    some.stream()
                            .filter(one -> !notice.isMutedBy(one.preferences()))
                            .map(one -> new Recipient(notice.event(), one.user()))
                            .toList(),
                    now);
            some = preferences.withEmail(some.get(some.size() - 1).user().value(), AT_ONCE);
        }
    }

    private void insert(List<Recipient> recipients, Instant now) {
        if (!recipients.isEmpty()) {
            Sql.update(dataSource, ADD, add -> {
                add.setString(1, now.toString());
                add.setArray(2, Sql.texts(add, recipients, one -> one.event().value()));
                add.setArray(3, Sql.texts(add, recipients, one -> one.user().value()));
            });
        }
    }
}
