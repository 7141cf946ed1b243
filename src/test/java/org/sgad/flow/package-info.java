/** Stories of the main flow, told in the container against real PostgreSQL and RabbitMQ; one class a story. */
@NullMarked
package org.sgad.flow;

import org.jspecify.annotations.NullMarked;
