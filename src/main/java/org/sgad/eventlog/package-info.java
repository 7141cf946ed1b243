/**
 * The append-only event log, which is the truth: what is appended in a committed transaction is numbered, published and
 * kept.
 *
 * <p>Positions are given after the commit by whoever holds the row of {@code event_log_head}. That row, rather than an
 * advisory lock, because it also remembers the last position when old events have been retired.
 *
 * <p>Whoever appends very many, as a closing does, holds that row itself until its commit and gives the positions with the
 * insert: a second of the three writes of each row is saved, and a closing's rows are most of what a log ever gets at once.
 *
 * <p>What runs on threads of our own and starts transactions is an EJB: on such a thread, Payara gives a CDI bean's
 * {@code @Transactional} method connections that are not in its transaction and commit each statement.
 */
@NullMarked
package org.sgad.eventlog;

import org.jspecify.annotations.NullMarked;
