package org.sgad.match;

import java.time.Duration;
import org.sgad.node.ComponentSettings;
import org.sgad.node.Settings;

/**
 * How matches are staffed.
 *
 * @param travelGap how far apart, at least, two kick-offs of one referee are
 */
public record MatchSettings(Duration travelGap) implements ComponentSettings {
    private static final Duration DEFAULT_GAP = Duration.ofHours(3);
    private static final Duration LONGEST_GAP = Duration.ofDays(2);

    public static MatchSettings from(Settings settings) {
        return new MatchSettings(settings.duration("sgad.match.travel.gap", DEFAULT_GAP, Duration.ZERO, LONGEST_GAP));
    }
}
