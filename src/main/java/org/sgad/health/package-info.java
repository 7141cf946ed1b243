/** What monitoring sees: liveness, readiness and metrics, read from narrow views of the other parts. */
@NullMarked
package org.sgad.health;

import org.jspecify.annotations.NullMarked;
