/**
 * What is kept for people who were not looking: inboxes, preferences, scheduled notifications, e-mail.
 *
 * <p>The service takes every event from its queue, and one transaction for each batch writes inbox items and the e-mails
 * that go with them. One node at a time writes (a lock of the database): so positions are in the order of the commits,
 * and who pages on from the last item misses none. An item holds the few facts that its words are made of, not the words:
 * these are put together when it is read, so that another language shows at once, in old items as well. A broadcast is
 * stored once for everybody. Whether an item was read is a delivery receipt and nowhere else, so that inbox, socket and log
 * say the same.
 *
 * <p>A muted type writes no item. A broadcast cannot be left out for one user; it is hidden from who mutes it, as long as
 * they do. When the queue is new, everything that the log has of the days an inbox keeps is offered again: what is there
 * already stays as it is.
 *
 * <p>E-mail goes at least once. Whoever sends one first moves its time on, in a transaction of its own, and so holds no
 * lock while a mail server thinks; should it die there, the mail goes out again a few minutes later with the same
 * {@code Message-ID}. Quiet hours are looked at when a mail is about to go, so that a retry does not wake anybody either.
 */
@NullMarked
package org.sgad.notification;

import org.jspecify.annotations.NullMarked;
