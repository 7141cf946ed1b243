/**
 * What the flow of events costs, beside what it would cost at best: {@code mvn verify -Pbench} prints a table and writes it
 * to {@code target/bench/}. Nothing here is asserted but that every event was delivered; figures are for people to read.
 */
@NullMarked
package org.sgad.bench;

import org.jspecify.annotations.NullMarked;
