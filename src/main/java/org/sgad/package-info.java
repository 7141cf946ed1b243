/**
 * SGAD Events: from the Friday closing to every browser concerned. The main flow is one straight line through the
 * packages: availability → eventlog → relay → broker → intake → push.
 *
 * <table>
 * <caption>The packages, what each owns and what it may use; {@code ArchitectureTest} holds them to it</caption>
 * <tr><th>package<th>owns<th>may use
 * <tr><td>{@code event}<td>the vocabulary: events, ids, types, who receives what, the JSON form; no I/O<td>–
 * <tr><td>{@code node}<td>what a node stands on: settings, clock, threads, the database and its migrations<td>–
 * <tr><td>{@code trace}<td>spans of an event's way, where they are wanted<td>event, node
 * <tr><td>{@code http}<td>how every resource speaks HTTP: JSON, pages, problems<td>event, node
 * <tr><td>{@code security}<td>who is calling, and whether they may<td>event, node, trace, http
 * <tr><td>{@code eventlog}<td>the append-only log: append, number, read, what is unpublished<td>event, node
 * <tr><td>{@code broker}<td>RabbitMQ: connections, topology, confirmed publishing, consuming<td>event, node
 * <tr><td>{@code relay}<td>publishes what is unpublished<td>event, node, trace, eventlog, broker
 * <tr><td>{@code intake}<td>what arrives: {@code EventsReceived}, and the recorder<td>event, node, trace, eventlog,
 *     broker
 * <tr><td>{@code signal}<td>Redis: signals between nodes, cache invalidation, quick notifications<td>event, node,
 *     eventlog, http, security
 * <tr><td>{@code push}<td>sessions, sockets and server-sent events<td>event, node, http, security, eventlog,
 *     intake, signal
 * <tr><td>{@code presence}<td>who is connected in the whole cluster<td>event, node, eventlog, http, security, signal,
 *     push
 * <tr><td>{@code availability}<td>weeks, slots, the closing<td>event, node, eventlog, http, security, signal
 * <tr><td>{@code match}<td>matches, assignments, eligibility<td>event, node, eventlog, broker, intake, http, security
 * <tr><td>{@code deadletter}<td>what queues gave up: parked, sent back or discarded<td>event, node, eventlog, broker, http,
 *     security
 * <tr><td>{@code replay}<td>a slice of the log sent again, to sockets or broker<td>event, node, eventlog, broker, http,
 *     security
 * <tr><td>{@code notification}<td>inboxes, preferences, scheduled notifications, e-mail<td>event, node, eventlog, broker,
 *     intake, http, security
 * <tr><td>{@code admin}<td>publishing and log queries over HTTP<td>all above
 * <tr><td>{@code health}<td>health and metrics<td>narrow views of the above
 * </table>
 */
@NullMarked
package org.sgad;

import org.jspecify.annotations.NullMarked;
