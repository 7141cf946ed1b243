package org.sgad.bench;

import java.util.BitSet;

/**
 * Who got which message of one run, exactly: nothing missing, nothing twice, nothing at somebody else. Its ids carry the
 * run, the message's number and when it should have been sent. Written by the {@link Crowd}'s thread alone.
 */
final class Tally {
    static final Tally NONE = new Tally("-", 0, 0);

    private static final int EVERYBODY = -1;

    private final String prefix;
    private final int[] recipients;
    private final int clients;
    private final BitSet got;
    private final Times times = new Times();
    private final Object progress = new Object();
    private volatile long delivered;
    private volatile int misdelivered;
    private int wrong;
    private long awaited = Long.MAX_VALUE;

    /** @param name of the run, which no other of the same clients has */
    Tally(String name, int messages, int clients) {
        this.prefix = name + '-';
        this.recipients = new int[messages];
        this.clients = clients;
        this.got = new BitSet();
    }

    /** The id of the next message, to one client. */
    String idTo(int client, int nth, long due) {
        recipients[nth] = client;
        return prefix + nth + '-' + due;
    }

    /** The id of the next message, to everybody. */
    String idToAll(int nth, long due) {
        return idTo(EVERYBODY, nth, due);
    }

    void got(int client, String id) {
        if (!id.startsWith(prefix)) {
            return;
        }
        long now = System.nanoTime();
        int end = id.indexOf('-', prefix.length());
        int nth = Integer.parseInt(id, prefix.length(), end, 10);
        boolean isTheirs = recipients[nth] == EVERYBODY || recipients[nth] == client;
        int bit = recipients[nth] == EVERYBODY ? nth * clients + client : nth;
        if (!isTheirs || got.get(bit)) {
            wrong++;
            misdelivered = wrong;
            return;
        }
        got.set(bit);
        times.add(now - Long.parseLong(id, end + 1, id.length(), 10));
        long all = delivered + 1;
        delivered = all;
        if (all >= awaited) {
            synchronized (progress) {
                progress.notifyAll();
            }
        }
    }

    long delivered() {
        return delivered;
    }

    /** Waits until so many were delivered; fails where they are not within half a minute. */
    void await(long count) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        synchronized (progress) {
            awaited = count;
            while (delivered < count) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException(
                            "only " + delivered + " of " + count + " were delivered within 30 s");
                }
                progress.wait(Math.min(left, 10));
            }
            awaited = Long.MAX_VALUE;
        }
    }

    /** @throws IllegalStateException where anything came twice or to somebody else */
    void check() {
        if (misdelivered > 0) {
            throw new IllegalStateException(misdelivered + " deliveries were second ones, or somebody else's");
        }
    }

    Times times() {
        return times;
    }
}
