/** What operators are given, in {@code server-config/} and beside it, checked with the tools that will read it. */
@NullMarked
package org.sgad.operation;

import org.jspecify.annotations.NullMarked;
