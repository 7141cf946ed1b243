/** The real parts (PostgreSQL, Redis, RabbitMQ, Payara) as private processes, shared by the tests and {@code mvn -Prun}. */
@NullMarked
package org.sgad.devservices;

import org.jspecify.annotations.NullMarked;
