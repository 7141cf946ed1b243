/**
 * How every resource speaks HTTP: JSON in and out, pages, and errors as problems (RFC 9457).
 *
 * <p>Not in the first design. Resources live beside their features; what all of them answer with lives here, so that a
 * feature needs nothing of another.
 */
@NullMarked
package org.sgad.http;

import org.jspecify.annotations.NullMarked;
