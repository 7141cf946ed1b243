package org.sgad.http;

import java.util.HashMap;
import java.util.Map;

/** Places of which there are some for all, and of these some for each: nobody takes more than half while others want them. */
final class Places {
    private final int most;
    private final int mostOfOne;

    // guarded by this, as is their sum
    private final Map<String, Integer> taken = new HashMap<>();
    private int allTaken;

    /** @param mostOfOne how many somebody may have at any time; more only while half of all are free */
    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /** Takes a place, which is to be given back; false where there is none. */
    synchronized boolean take(String caller) {
        boolean isScarce = allTaken >= most / 2;
        if (allTaken >= most || (isScarce && taken.getOrDefault(caller, 0) >= mostOfOne)) {
            return false;
        }
        taken.merge(caller, 1, Integer::sum);
        allTaken++;
        return true;
    }

    synchronized void giveBack(String caller) {
        taken.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
        allTaken--;
    }
}
