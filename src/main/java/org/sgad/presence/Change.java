package org.sgad.presence;

import org.sgad.push.OpenSession;

/** What happened to a session, as it is to be written. */
record Change(Kind kind, OpenSession session) {
    enum Kind {
        /** It opened. */
        OPENED("+", "*"),
        /** It is still open, and that was written before. */
        STAYED("=", "*"),
        /** It ended. */
        CLOSED("-", "~");

        private final String ofOwn;
        private final String ofWatcher;

        Kind(String ofOwn, String ofWatcher) {
            this.ofOwn = ofOwn;
            this.ofWatcher = ofWatcher;
        }
    }

    /** As the script that writes it has it. */
    String sign() {
        return session.isOwn() ? kind.ofOwn : kind.ofWatcher;
    }
}
