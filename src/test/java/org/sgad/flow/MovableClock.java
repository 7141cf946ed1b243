package org.sgad.flow;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The node's clock in a story: runs on from wherever it is set. */
@Alternative
@Priority(1)
@ApplicationScoped
public class MovableClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    public void set(Instant now) {
        offset = Duration.between(Clock.systemUTC().instant(), now);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks this clock for a zone");
    }
}
