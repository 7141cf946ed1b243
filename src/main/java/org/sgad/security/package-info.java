/** Who is calling, and whether they may. */
@NullMarked
package org.sgad.security;

import org.jspecify.annotations.NullMarked;
