/**
 * Who is connected, in the whole cluster: presence, the list of sessions, closing one of them wherever it is, and the limit
 * of sessions per user.
 *
 * <p>Apart from {@code push}, as sessions live without it: opening one puts a note into a queue and waits for nothing; one loop writes what came together to Redis four times a second, and what Redis answers may
 * have a session closed again. Every decision is a script in Redis, so that a change is announced once in the cluster,
 * whoever makes it.
 *
 * <p>The lease is the node's, not the session's: it renews one number four times a second however many sessions it has, and
 * its sessions are dead when that is 20 seconds old. So a killed node's users are offline 20 seconds later, and at the most
 * some more where thousands have to be ended; the 60 seconds that are promised leave room for a Redis that restarts at the
 * same time. Shorter, a pause of a node would pass for its death. A node looks for dead ones only after it has itself been
 * in touch with Redis for the whole life of a lease: after an outage all leases are old, and nobody is dead.
 *
 * <p>A user whose last session ends is offline half a second later, so that a page that is loaded again is no coming and
 * going. While Redis is away, answers are of this node alone and say so; back again, each node writes what it has.
 */
@NullMarked
package org.sgad.presence;

import org.jspecify.annotations.NullMarked;
