package org.sgad.node;

/** A part of the WAR that a node may run or leave to others. */
public enum Role {
    /** Weeks and their closing, and what every event needs: the relay, the recorder, the dead letters. */
    AVAILABILITY,
    /** Matches, assignments, eligibility. */
    MATCH,
    /** Inboxes, preferences, scheduled notifications, e-mail. */
    NOTIFICATION,
    /** The users' sockets and streams. */
    GATEWAY
}
