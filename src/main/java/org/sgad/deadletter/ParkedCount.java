package org.sgad.deadletter;

import jakarta.enterprise.context.ApplicationScoped;

/** How many letters are parked, as this node last saw; any thread may ask, also one of the server's own. */
@ApplicationScoped
public class ParkedCount {
    private volatile long letters;

    void set(long letters) {
        this.letters = letters;
    }

    public long letters() {
        return letters;
    }
}
