package org.sgad.notification;

import jakarta.enterprise.context.ApplicationScoped;

/** What waits in the whole cluster, as this node last saw; any thread may ask, also one of the server's own. */
@ApplicationScoped
public class NotificationBacklog {
    private volatile long scheduled;
    private volatile long emails;

    void set(long scheduled, long emails) {
        this.scheduled = scheduled;
        this.emails = emails;
    }

    /** Notifications whose time has not come. */
    public long scheduled() {
        return scheduled;
    }

    /** E-mails not sent yet and not given up. */
    public long emails() {
        return emails;
    }
}
