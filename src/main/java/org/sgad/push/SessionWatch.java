package org.sgad.push;

/** Is told of users' sessions, in their order for each session. Called while a session is opened, so it must be quick. */
public interface SessionWatch {
    void opened(OpenSession session);

    void closed(OpenSession session);
}
