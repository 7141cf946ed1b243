/**
 * Redis: signals between nodes that may get lost, and what nodes hold in common for a while.
 *
 * <p>Nothing that must not be lost is here. One connection listens; it decides whether Redis is there. While it is not,
 * commands fail at once instead of each waiting for its time to run out, and a command that did not get its answer has that
 * connection opened anew: so there is one way down and one way up, and on the way up everybody who lives on signals is told
 * that some may be missing ({@link org.sgad.signal.SignalsMissed}).
 *
 * <p>A command is given up after a second. The listening connection is asked four times a second whether it is alive and
 * counts as fresh until 750 ms after the last question that was answered ({@link org.sgad.signal.Redis#isFresh}); so what
 * was published more than 750 ms ago has been heard by who is fresh, however much waits to be heard. As that is the shorter time, who could not tell the
 * others of a change because Redis hangs learns it only when the others have stopped trusting what they keep.
 *
 * <p>One Redis server; the scripts of its users touch several keys, which a Redis cluster does not allow.
 */
@NullMarked
package org.sgad.signal;

import org.jspecify.annotations.NullMarked;
