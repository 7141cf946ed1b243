/**
 * RabbitMQ: connections to publish, to consume and to send back, kept alive by loops of our own, the {@link Topology},
 * confirmed publishing, and consumers that hand over batches. Nothing else imports the client.
 *
 * <p>Any failure of a consuming channel closes the whole consuming connection, and its loop opens everything anew: one
 * way back instead of one for each way of failing.
 */
@NullMarked
package org.sgad.broker;

import org.jspecify.annotations.NullMarked;
