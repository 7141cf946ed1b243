package org.sgad.bench;

/** How much of everything: {@code -Dsgad.bench.size=0.1} takes a tenth, to try a benchmark; figures need all of it. */
final class Sizes {
    private static final double PART = Double.parseDouble(System.getProperty("sgad.bench.size", "1"));

    private Sizes() {}

    /** That many, in a whole run. */
    static int of(int whole) {
        return Math.max(1, (int) (whole * PART));
    }
}
