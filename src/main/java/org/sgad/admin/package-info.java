/** The HTTP API of publishers and administrators: publishing and reading the log. */
@NullMarked
package org.sgad.admin;

import org.jspecify.annotations.NullMarked;
