package org.sgad.presence;

import org.sgad.push.OpenSession;

/** What happened to a session, as it is to be written. */
record Change(Kind kind, OpenSession session) {
    enum Kind {
        /** It opened. */
        OPENED("+"),
        /** It is still open, and that was written before. */
        STAYED("="),
        /** It ended. */
        CLOSED("-");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }
}
