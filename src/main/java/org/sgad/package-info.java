@NullMarked
package org.sgad;

import org.jspecify.annotations.NullMarked;
