package org.sgad.availability;

/**
 * What a closing did, or would do.
 *
 * @param closed availabilities of its own week
 * @param expired availabilities of earlier weeks that were still open
 */
public record ClosingCounts(int closed, int expired) {
    public static final ClosingCounts NONE = new ClosingCounts(0, 0);

    ClosingCounts plus(ClosingCounts more) {
        return new ClosingCounts(closed + more.closed, expired + more.expired);
    }

    int total() {
        return closed + expired;
    }
}
