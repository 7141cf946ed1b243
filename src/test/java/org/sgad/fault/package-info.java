/**
 * The fault suite: parts are killed, frozen and cut while real clients listen, and the log is compared with what they saw.
 *
 * <p>One class a fault. Each prints its figures and adds them to {@code target/faults.md}; {@code mvn verify -Pfaults} runs
 * the suite alone and in its long form.
 */
@NullMarked
package org.sgad.fault;

import org.jspecify.annotations.NullMarked;
