package org.sgad.push;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: at most 1,000 messages or 1 MiB, one send in flight. Any thread may offer; none is
 * ever blocked. What was offered goes out with {@link #flush}, all of it in as few sends as can be: a send costs a system
 * call, which is most of what it costs. All state is guarded by this object's monitor, which is never held while sending.
 */
final class Outbound {
    static final int MAX_WAITING = 1_000;
    static final int MAX_WAITING_BYTES = 1 << 20;
    private static final int MAX_SENT = 500;
    private static final int MAX_SENT_BYTES = 1 << 16;
    private static final long[] NO_EVENTS = {};

    @SuppressWarnings("ArrayRecordComponent") // handed on as it came, never compared
    private record Message(byte[] bytes, boolean event, long recordedAt) {}

    private final Wire wire;
    private final PushMeter meter;
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean sending;
    private long[] eventsInFlight = NO_EVENTS;
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
     * Has an event wait for the next {@link #flush}.
     *
     * @param message in the client's format
     * @param recordedAt when the log took it, in milliseconds of the database's clock; 0 where nobody is to measure it
     * @return false where too much waits already; nothing is sent any more then
     */
    boolean offerEvent(byte[] message, long recordedAt) {
        return offer(new Message(message, true, recordedAt));
    }

    /** As {@link #offerEvent}, of an answer that is no event, and sends it. */
    boolean offerAnswer(byte[] message) {
        boolean isFastEnough = offer(new Message(message, false, 0));
        flush();
        return isFastEnough;
    }

    private boolean offer(Message message) {
        if (isSendFull(message.bytes().length)) {
            flush();
        }
        synchronized (this) {
            if (closed) {
                drop(message.event() ? 1 : 0);
                return true;
            }
            if (isTooMuch(waiting.size(), waitingBytes, message.bytes().length)) {
                discard();
                drop(message.event() ? 1 : 0);
                return false;
            }
            waiting.add(message);
            waitingBytes += message.bytes().length;
            return true;
        }
    }

    /** Whether what waits for a flush, and not for the client, is enough for one. */
    private synchronized boolean isSendFull(int more) {
        return !sending && (waitingBytes + more > MAX_SENT_BYTES || waiting.size() >= MAX_SENT);
    }

    /** Whether one more message is too much; the first may be of any size. */
    static boolean isTooMuch(int messages, int bytes, int more) {
        return messages >= MAX_WAITING || (messages > 0 && bytes + more > MAX_WAITING_BYTES);
    }

    /** Sends what was offered, after what is being sent. */
    void flush() {
        byte[] first;
        synchronized (this) {
            first = sending ? null : takeNext();
        }
        if (first != null) {
            pump(first);
        }
    }

    /** Runs something, which must be quick, once nothing waits and nothing is being sent; never, where that fails. */
    void whenIdle(Runnable next) {
        flush();
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

    /** Sends until the wire does not answer at once; a send that completes later goes on in {@link #sent}. */
    private void pump(byte[] first) {
        for (byte[] next = first; next != null; ) {
            wire.send(next, this::sent);
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
        byte[] next;
        synchronized (this) {
            if (delivered) {
                meter.delivered(eventsInFlight);
            } else {
                drop(eventsInFlight.length);
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

    /** What the next send is, which begins; or null, where nothing waits and none is in flight any more. */
    private byte @Nullable [] takeNext() {
        sending = !waiting.isEmpty();
        pumping = sending;
        eventsInFlight = NO_EVENTS;
        if (!sending) {
            return null;
        }
        sendStarted = System.nanoTime();
        return waitingBytes <= MAX_SENT_BYTES ? take(waiting.size(), waitingBytes) : takeSome();
    }

    private byte[] takeSome() {
        int messages = 0;
        int bytes = 0;
        for (Message next : waiting) {
            if (messages > 0 && bytes + next.bytes().length > MAX_SENT_BYTES) {
                break;
            }
            messages++;
            bytes += next.bytes().length;
        }
        return take(messages, bytes);
    }

    private byte[] take(int messages, int bytes) {
        waitingBytes -= bytes;
        long[] recordedAt = new long[messages];
        int events = 0;
        ByteBuffer all = messages == 1 ? null : ByteBuffer.allocate(bytes);
        Message next = waiting.element();
        for (int i = 0; i < messages; i++) {
            next = waiting.remove();
            if (next.event()) {
                recordedAt[events++] = next.recordedAt();
            }
            if (all != null) {
                all.put(next.bytes());
            }
        }
        eventsInFlight = events == messages ? recordedAt : Arrays.copyOf(recordedAt, events);
        return all == null ? next.bytes() : all.array();
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
