package org.sgad.availability;

/** The life of a filed week. */
public enum WeekStatus {
    /** It can be filed again. */
    OPEN,
    /** Its own closing, or an administrator, closed it. */
    CLOSED,
    /** A later week's closing found it still open. */
    EXPIRED
}
