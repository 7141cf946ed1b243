package org.sgad.presence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.push.Disconnection;
import org.sgad.push.OpenSession;
import org.sgad.push.SessionWatch;
import org.sgad.push.Sessions;
import org.sgad.signal.RedisAway;

/** Notes what happens to this node's sessions, and writes it to Redis when it is told to. */
@ApplicationScoped
public class Presence implements SessionWatch {
    private static final Logger LOG = Logger.getLogger(Presence.class.getName());
    private static final int BATCH = 200;

    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    // the rest is the loop's alone
    private final Written written = new Written();
    private boolean isBehind = true;
    private boolean inTouch;
    private long inTouchSince;

    @Inject
    Sessions sessions;

    @Inject
    Leases leases;

    @Override
    public void opened(OpenSession session) {
        changes.add(new Change(Change.Kind.OPENED, session));
    }

    @Override
    public void closed(OpenSession session) {
        changes.add(new Change(Change.Kind.CLOSED, session));
    }

    /** Says that this node lives, and writes what happened since the last time. Called a few times a second by one thread. */
    void tick() {
        try {
            // also while Redis refuses to write: this is how its end is noticed
            Leases.Known known = leases.tick(hasBeenInTouch());
            catchUp(known);
            write(drained());
            return;
        } catch (RedisAway e) {
            LOG.log(Level.FINE, "presence is not written: {0}", e.getMessage());
        }
        // what happened is seen from what is open, once there is somebody to tell
        changes.clear();
        isBehind = true;
        inTouch = false;
    }

    private boolean hasBeenInTouch() {
        long now = System.nanoTime();
        if (!inTouch) {
            inTouch = true;
            inTouchSince = now;
        }
        return now - inTouchSince > Leases.LIFE.toNanos();
    }

    private void catchUp(Leases.Known known) {
        if (known == Leases.Known.DEAD) {
            written.doubt();
        }
        if (isBehind || known != Leases.Known.ALIVE) {
            isBehind = true;
            changes.clear();
            write(written.difference(sessions.list()));
            isBehind = false;
        }
    }

    private List<Change> drained() {
        List<Change> drained = new ArrayList<>();
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            drained.add(change);
        }
        return drained;
    }

    private void write(List<Change> all) {
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Change> batch = all.subList(from, Math.min(from + BATCH, all.size()));
            written.begin(batch);
            List<String> tooMany = leases.write(batch);
            written.end(batch);
            tooMany.forEach(id -> sessions.disconnect(id, Disconnection.TOO_MANY));
        }
    }

    /** Writes the last of it: this node ends. */
    void leave() {
        tick();
        if (inTouch) {
            leases.leave();
        }
    }
}
