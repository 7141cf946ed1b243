package org.sgad.match;

import java.time.Duration;

/** Measures the match service. Called on the threads that write, so it must be quick. */
public interface MatchMeter {
    /** A filing is in the eligibility, so long after its event was made; not told of one that was sent again. */
    void eligible(Duration age);

    /** Eligibility is without a filing: it tells no slots, or the database refused it as data. */
    void leftOut();
}
