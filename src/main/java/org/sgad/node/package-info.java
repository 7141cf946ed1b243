/**
 * What a node stands on: its settings, clock, threads and database, checked and migrated before anything else starts.
 *
 * <p>Not in the first design. Every feature reads a clock, settings and a data source, and none of them owns these.
 */
@NullMarked
package org.sgad.node;

import org.jspecify.annotations.NullMarked;
