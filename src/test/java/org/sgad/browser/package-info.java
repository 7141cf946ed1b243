/** The pages, as people meet them: in a real Chromium against a real node. */
@NullMarked
package org.sgad.browser;

import org.jspecify.annotations.NullMarked;
