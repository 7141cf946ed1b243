package org.sgad.security;

import java.util.Locale;

/** Why somebody is not let in; the text is for the caller and the log, and says nothing that is secret. */
public enum Refusal {
    /** Nothing tells who calls. */
    NO_TOKEN(401, "A token is needed: Authorization: Bearer, or a ticket for a socket or stream."),
    /** Neither a token nor the form of one. */
    UNREADABLE(401, "The token cannot be read; it must be one signed JWT of at most 8 KiB."),
    /** Signed in a way that this key does not allow, {@code none} among them. */
    ALGORITHM(401, "The token's algorithm is not allowed for the key."),
    /** The key set has no key for it. */
    UNKNOWN_KEY(401, "No known key fits the token."),
    /** Forged or altered. */
    SIGNATURE(401, "The token's signature is wrong."),
    /** It says that we must understand what we do not. */
    CRITICAL(401, "The token has critical headers that are not known here."),
    /** A token of another kind, such as an ID token. */
    TYPE(401, "The token's typ must be JWT or at+jwt."),
    /** No user can be called so. */
    SUBJECT(401, "The token's sub must be 1 to 128 ASCII letters, digits or one of . _ @ : | ~ + -."),
    /** It would last for ever. */
    NO_END(401, "The token must have an exp."),
    /** Too late. */
    ENDED(401, "The token has ended."),
    /** Too early. */
    NOT_YET(401, "The token is not valid yet."),
    /** Made by somebody else. */
    ISSUER(401, "The token's iss is another one than configured."),
    /** Made for somebody else. */
    AUDIENCE(401, "The token's aud does not name this system."),
    /** Used, ended, or never there. */
    TICKET(401, "The ticket was used, has ended, or never was one."),
    /** A page of another site calls. */
    ORIGIN(403, "The Origin is neither this site nor one of SGAD_ALLOWED_ORIGINS."),
    /** Without authentication: called by another name, as a page that had its own name point here would. */
    HOST(403, "Without authentication this Host is not answered: any site could have such a name point here."),
    /** Without authentication: not from this machine. */
    ADDRESS(403, "Without authentication only the loopback address is let in."),
    /** Another user's events. */
    OTHER_USER(403, "Only administrators may follow another user's events."),
    /** A handshake where there are no sockets, or by a path that is written in another way. */
    NO_SOCKET(404, "Sockets are at /ws/{user_id}, written just so."),
    /** A role that may do it is missing. */
    ROLE(403, "The token's roles do not allow this."),
    /** The issuer's keys cannot be had; it says nothing about the token. */
    KEYS_AWAY(503, "The issuer's keys cannot be fetched now; try again."),
    /** Tickets lie in the database. */
    DATABASE_AWAY(503, "The database cannot be reached now; try again.");

    private final int status;
    private final String detail;

    Refusal(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    public String detail() {
        return detail;
    }

    /** As the metric's label has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the caller may simply try again. */
    public boolean isPassing() {
        return status == 503;
    }
}
