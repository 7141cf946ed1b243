package org.sgad.match;

import java.time.Duration;

/** Measures the match service. Called on the consuming thread, so it must be quick. */
public interface MatchMeter {
    /** A filing is in the eligibility, so long after its event was made. */
    void eligible(Duration age);
}
