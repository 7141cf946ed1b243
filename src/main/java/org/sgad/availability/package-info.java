/**
 * When referees can officiate: their weeks and slots, and the closing that ends each week's filing.
 *
 * <p>Some things the first design leaves open or says otherwise. Whoever inserts a closing's row does not own it: every
 * node that finds it unfinished works on it, chunk by chunk under the row's lock, so that no claim has to time out when a
 * node dies. A closing begins under an exclusive lock that each filing of its week holds shared; its row alone would let a
 * first filing slip in unseen. And the moment of installation is remembered, so that a system set up on a Saturday does
 * not close that week at once; whatever fell due since is caught up. The steps of a closing are an EJB, since a CDI bean's
 * transactions do not hold on a timer's thread of this server.
 *
 * <p>What is shown is kept in memory for moments ({@link org.sgad.availability.WeekCache}); filing and closing never read
 * from there.
 */
@NullMarked
package org.sgad.availability;

import org.jspecify.annotations.NullMarked;
