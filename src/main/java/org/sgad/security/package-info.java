/**
 * Who is calling, and whether they may.
 *
 * <p>One gate, {@link org.sgad.security.AccessMechanism}, stands before REST, server-sent events and the WebSocket
 * handshake: it looks at the origin, finds out who calls (a token, or a ticket that was made with one), and keeps users
 * out of others' streams, all before anything is done. Behind it {@link org.sgad.security.RoleCheck} reads the annotations
 * of JAX-RS resources; one without them is closed to everybody.
 *
 * <p>The server's own mechanisms are left out on purpose. Its MicroProfile JWT does not look at {@code nbf}, knows two
 * algorithms and logs a stack trace for each bad token; its {@code @RolesAllowed} knows nothing of "only what is theirs".
 * Which algorithm is allowed follows from the key, never from the token, so that a public key cannot be used as a secret.
 * Ed25519 is checked by the JDK itself, as the library wants another one for it.
 *
 * <p>Tickets lie in PostgreSQL, as the node that makes one is seldom the node that takes it, and as {@code delete …
 * returning} makes exactly one of many racing requests the winner.
 */
@NullMarked
package org.sgad.security;

import org.jspecify.annotations.NullMarked;
