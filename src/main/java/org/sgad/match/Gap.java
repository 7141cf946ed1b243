package org.sgad.match;

import java.time.Duration;

/** How near two kick-offs are too near for one referee. */
final class Gap {
    // kick-offs are to the second, and two at the same time are too near without any gap
    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    private Gap() {}

    /** The farthest that two kick-offs can be apart and still too near. */
    static Duration reach(Duration travelGap) {
        return travelGap.compareTo(RESOLUTION) < 0 ? Duration.ZERO : travelGap.minus(RESOLUTION);
    }
}
