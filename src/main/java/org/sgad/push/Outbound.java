package org.sgad.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: at most 1,000 messages or 1 MiB, one send in flight. Any thread may offer; none is
 * ever blocked. All state is guarded by this object's monitor, which is never held while sending.
 */
final class Outbound {
    static final int MAX_WAITING = 1_000;
    static final int MAX_WAITING_BYTES = 1 << 20;

    private record Message(String text, int bytes, boolean event) {}

    private final Wire wire;
    private final PushMeter meter;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean sending;
    private boolean sendingEvent;
    private boolean pumping;
    private boolean sentMeanwhile;
    private boolean closed;
    private long sendStarted;
    private @Nullable Runnable whenIdle;

    Outbound(Wire wire, PushMeter meter) {
        this.wire = wire;
        this.meter = meter;
    }

    /**
     * Sends an event, or has it wait for those before it.
     *
     * @param bytes how long the text is in UTF-8
     * @return false where too much waits already; nothing is sent any more then
     */
    boolean offerEvent(String text, int bytes) {
        return offer(new Message(text, bytes, true));
    }

    /** As {@link #offerEvent(String, int)}, of an answer that is no event. */
    boolean offerAnswer(String text, int bytes) {
        return offer(new Message(text, bytes, false));
    }

    private boolean offer(Message message) {
        synchronized (this) {
            if (closed) {
                drop(message.event() ? 1 : 0);
                return true;
            }
            if (sending) {
                return enqueue(message);
            }
            begin(message);
        }
        pump(message);
        return true;
    }

    private boolean enqueue(Message message) {
        if (isTooMuch(waiting.size(), waitingBytes, message.bytes())) {
            discard();
            drop(message.event() ? 1 : 0);
            return false;
        }
        waiting.add(message);
        waitingBytes += message.bytes();
        return true;
    }

    /** Whether one more message is too much; the first may be of any size. */
    static boolean isTooMuch(int messages, int bytes, int more) {
        return messages >= MAX_WAITING || (messages > 0 && bytes + more > MAX_WAITING_BYTES);
    }

    /** Runs something, which must be quick, once nothing waits and nothing is being sent; never, where that fails. */
    void whenIdle(Runnable next) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (sending) {
                whenIdle = next;
                return;
            }
        }
        next.run();
    }

    private void begin(Message message) {
        sending = true;
        sendingEvent = message.event();
        sendStarted = System.nanoTime();
        pumping = true;
    }

    /** Sends until the wire does not answer at once; a send that completes later goes on in {@link #sent}. */
    private void pump(Message first) {
        for (Message next = first; next != null; ) {
            wire.send(next.text(), this::sent);
            synchronized (this) {
                if (!sentMeanwhile) {
                    pumping = false;
                    return;
                }
                sentMeanwhile = false;
                next = takeNext();
            }
        }
        tellIdle();
    }

    private void tellIdle() {
        Runnable next;
        synchronized (this) {
            next = sending ? null : whenIdle;
            if (next != null) {
                whenIdle = null;
            }
        }
        if (next != null) {
            next.run();
        }
    }

    private void sent(boolean delivered) {
        Message next;
        synchronized (this) {
            if (sendingEvent) {
                if (delivered) {
                    meter.delivered();
                } else {
                    drop(1);
                }
            }
            if (!delivered) {
                discard();
            }
            if (pumping) {
                sentMeanwhile = true;
                return;
            }
            next = takeNext();
        }
        if (next != null) {
            pump(next);
        } else {
            tellIdle();
        }
    }

    private @Nullable Message takeNext() {
        Message next = waiting.poll();
        if (next == null) {
            sending = false;
            pumping = false;
        } else {
            waitingBytes -= next.bytes();
            begin(next);
        }
        return next;
    }

    /** Whether a send has been in flight for longer than this. */
    synchronized boolean isStuck(Duration longest) {
        return sending && !closed && System.nanoTime() - sendStarted > longest.toNanos();
    }

    /** Forgets what waits and refuses what comes. */
    synchronized void discard() {
        closed = true;
        whenIdle = null;
        drop((int) waiting.stream().filter(Message::event).count());
        waiting.clear();
        waitingBytes = 0;
    }

    private void drop(int events) {
        if (events > 0) {
            meter.dropped(events);
        }
    }
}
