/** Who is calling. */
@NullMarked
package org.sgad.security;

import org.jspecify.annotations.NullMarked;
