package org.sgad.availability;

import java.time.Duration;

/** Measures closings. */
public interface ClosingMeter {
    /** This node finished a closing, or its part of one. */
    void finished(Duration took);
}
