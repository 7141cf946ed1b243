/**
 * Matches and who officiates: eligibility, matches with their roles, and assignments.
 *
 * <p>It knows of weeks only what {@code availability.updated} tells, as a service with a database of its own would: slots as
 * other publishers send them count as much as ours, and {@code availability} may run on other nodes or not at all.
 *
 * <p>The queue is the fast way and the log the sure one. What no queue brought (it was deleted, its messages grew too old,
 * the service was installed later) is read from the log: at once where the queue had to be made anew, and every half minute
 * for what other publishers sent and the recorder wrote only afterwards. Both ways write the same, as the newest filing of
 * a week wins whoever brings it. Of two at the same time, which is often a whole second, the one that comes later wins: the
 * last in the log, as it is read behind the queue.
 *
 * <p>Whoever assigns locks the match, then the referee, then, shared, the referee's week; whoever writes eligibility locks
 * weeks, then assignments by match. So two assignments cannot both win, and a loss of availability either comes first and
 * refuses the assignment, or comes after and finds it.
 */
@NullMarked
package org.sgad.match;

import org.jspecify.annotations.NullMarked;
