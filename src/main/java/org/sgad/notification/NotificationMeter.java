package org.sgad.notification;

/** Counts what is kept and sent for people. */
public interface NotificationMeter {
    /** Items that are new in inboxes; a broadcast is one. */
    void inboxItems(int items);

    /** E-mails that the mail server took. */
    void emailsSent(int emails);

    /** Attempts at sending an e-mail that failed. */
    void emailsFailed(int emails);
}
