package org.sgad.push;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sgad.event.Envelope;
import org.sgad.eventlog.Cursor;
import org.sgad.eventlog.LogTail;
import org.sgad.eventlog.MissedEvent;
import org.sgad.node.Loop;

/**
 * Brings one session from where its client was to live, without a hole and without a second sight. The session is
 * registered first and holds what arrives. Then the node looks at its horizon; what the client missed up to there comes
 * from the log by position, in pages that wait until the client took the one before; then what was handed out and is not
 * in the log yet; then what was held, but for what the log has given already. Each step is a task of its own.
 */
final class Recovery {
    static final int MAX_REPLAYED = 1_000;

    private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
    private static final LogTail.Missed NOTHING = new LogTail.Missed(false, List.of());
    private static final int PAGE = 200;
    private static final int PAGE_BYTES = Outbound.MAX_WAITING_BYTES / 2;

    private final UserSession session;
    private final LogWatch watch;
    private final LogTail log;
    private final Closer closer;
    private final PushMeter meter;
    private final Executor executor;

    Recovery(UserSession session, LogWatch watch, LogTail log, Closer closer, PushMeter meter, Executor executor) {
        this.session = session;
        this.watch = watch;
        this.log = log;
        this.closer = closer;
        this.meter = meter;
        this.executor = executor;
    }

    /** Goes live from now on, or after what was missed since the given point. Returns at once. */
    void start(Optional<ResumePoint> since) {
        step(() -> since.ifPresentOrElse(this::resume, this::beginNow));
    }

    private void step(Runnable step) {
        executor.execute(() -> {
            try {
                step.run();
            } catch (RuntimeException e) {
                // a client that was promised what it missed must come back for it
                LOG.log(Level.WARNING, "a recovery ended: {0}", Loop.summary(e));
                LOG.log(Level.FINE, "recovery", e);
                closer.close(session, CloseCodes.RECOVERY_INTERRUPTED);
            }
        });
    }

    private void beginNow() {
        watch.catchUp();
        Horizon.View view = watch.horizon().view(session.interest());
        Progress progress = new Progress(session.interest(), watch.horizon(), view, 0);
        welcome(progress.cursor(), null, 0);
        goLive(progress, List.of());
    }

    private void resume(ResumePoint since) {
        boolean isCurrent = watch.catchUp();
        Horizon.View view = watch.horizon().view(session.interest());
        Optional<Cursor> from =
                isCurrent ? cursor(since).filter(cursor -> cursor.position() <= view.top()) : Optional.empty();
        LogTail.Missed logged = from.map(cursor -> session.interest().missed(log, cursor, view.top(), MAX_REPLAYED + 1))
                .orElse(NOTHING);
        List<MissedEvent> missed = logged.events();
        List<Envelope> unnumbered = first(MAX_REPLAYED, view.unnumbered());
        List<MissedEvent> replayed = first(MAX_REPLAYED - unnumbered.size(), missed);
        boolean isWhole = from.isPresent()
                && logged.isKept()
                && view.isWhole()
                && replayed.size() == missed.size()
                && unnumbered.size() == view.unnumbered().size();
        meter.recovered(isWhole, replayed.size());

        Progress progress =
                new Progress(session.interest(), watch.horizon(), view, isWhole ? view.top() : lastOf(replayed));
        welcome(progress.cursor(), isWhole, replayed.size() + unnumbered.size());
        replay(from.orElse(Cursor.START), replayed, () -> goLive(progress, unnumbered));
    }

    private static <T> List<T> first(int most, List<T> all) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private static long lastOf(List<MissedEvent> events) {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).position();
    }

    private Optional<Cursor> cursor(ResumePoint point) {
        if (point instanceof ResumePoint.At at) {
            return Optional.of(at.cursor());
        }
        if (point instanceof ResumePoint.After after) {
            OptionalLong position = log.position(after.event());
            return position.isPresent() ? Optional.of(cursor(position.getAsLong())) : after.orCursor();
        }
        return Optional.empty();
    }

    /** A client that names an event had it from here or elsewhere, without what is missing below it. */
    private Cursor cursor(long position) {
        return new Cursor(position, watch.horizon().gaps(session.interest(), 0, position));
    }

    private void welcome(Cursor cursor, @Nullable Boolean recovered, int count) {
        byte[] message = session.format().welcome(Welcome.of(session, cursor, recovered, count));
        if (!session.welcome(message)) {
            closer.closeSlow(session);
        }
    }

    private void replay(Cursor from, List<MissedEvent> missed, Runnable then) {
        if (missed.isEmpty()) {
            then.run();
            return;
        }
        List<MissedEvent> page = page(missed);
        Map<Long, String> bodies =
                log.bodies(page.stream().map(MissedEvent::position).toList());
        for (MissedEvent event : page) {
            String body = bodies.get(event.position());
            if (body == null) {
                throw new IllegalStateException("the log has no event at " + event.position() + " any more");
            }
            if (!session.replay(body, from.after(event.position()))) {
                closer.closeSlow(session);
                return;
            }
        }
        List<MissedEvent> rest = missed.subList(page.size(), missed.size());
        session.outbound().whenIdle(() -> step(() -> replay(from, rest, then)));
    }

    private static List<MissedEvent> page(List<MissedEvent> missed) {
        List<MissedEvent> page = new ArrayList<>(PAGE);
        int bytes = 0;
        for (MissedEvent event : missed) {
            bytes += event.bytes();
            if (!page.isEmpty() && (page.size() == PAGE || bytes > PAGE_BYTES)) {
                return page;
            }
            page.add(event);
        }
        return page;
    }

    private void goLive(Progress progress, List<Envelope> unnumbered) {
        if (!session.goLive(progress, unnumbered)) {
            closer.closeSlow(session);
        }
    }
}
