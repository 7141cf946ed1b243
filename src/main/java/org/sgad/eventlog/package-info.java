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
 * <p>A page of it costs the same however long it is. Each filter has an index that ends in the position, a time is a
 * stretch of positions ({@link org.sgad.eventlog.Stretch}), a beginning of types is a merge of types
 * ({@link org.sgad.eventlog.KnownTypes}), and what no index knows is looked for in so many events and no more
 * ({@link org.sgad.eventlog.LogScan}). An index of all words would find a text in one step; it would be larger than the log
 * and cost each append more than everything else.
 *
 * <p>Where {@code SGAD_LOG_RETENTION_MONTHS} says so, old months are deleted ({@link org.sgad.eventlog.Retention}). Not as
 * partitions, of which the first design spoke: a partitioned table can have no unique {@code event_id}, as every unique index
 * of one must contain the month, and without it the same id would be two events when it comes again in another month, which
 * is what {@code on conflict} relies on at every append and every recording. Nor could the table become one while an older
 * version runs on it. What is deleted is the beginning of the log, in small transactions by one node at a time; what stays is
 * its end, whole, so that a cursor either has everything behind it or is told that it has not, and the oldest event that is
 * not published keeps all that came after. The triggers go on refusing everybody: they let go what is published and below
 * the mark, which is raised first.
 *
 * <p>What runs on threads of our own and starts transactions is an EJB: on such a thread, Payara gives a CDI bean's
 * {@code @Transactional} method connections that are not in its transaction and commit each statement.
 */
@NullMarked
package org.sgad.eventlog;

import org.jspecify.annotations.NullMarked;
