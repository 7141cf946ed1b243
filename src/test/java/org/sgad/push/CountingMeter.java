package org.sgad.push;

/** Counts what sessions got and what they did not. */
final class CountingMeter implements PushMeter {
    private int delivered;
    private int dropped;

    int deliveries() {
        return delivered;
    }

    int drops() {
        return dropped;
    }

    @Override
    public void delivered(long[] recordedAt) {
        delivered += recordedAt.length;
    }

    @Override
    public void dropped(int events) {
        dropped += events;
    }

    @Override
    public void slowClose() {}

    @Override
    public void noHeartbeat() {}

    @Override
    public void recovered(boolean isWhole, int events) {}

    @Override
    public void healed() {}

    @Override
    public void closed(int code) {}
}
