package org.sgad.fault;

/** How thorough the suite is: short in every build, long with {@code mvn verify -Pfaults}. */
final class Rounds {
    private static final boolean LONG = Boolean.getBoolean("sgad.faults.long");

    private Rounds() {}

    static int of(int inShort, int inLong) {
        return LONG ? inLong : inShort;
    }
}
