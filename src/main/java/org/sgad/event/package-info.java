/** The vocabulary: what an event is, who it concerns, how it is routed and how it reads as JSON; no I/O. */
@NullMarked
package org.sgad.event;

import org.jspecify.annotations.NullMarked;
