package org.sgad.signal;

import java.util.Arrays;

/** The channels that nodes, and other programs, publish on. */
public enum Channel {
    /** What caches have to forget, see {@link Invalidation}. */
    CACHE("sgad:cache:invalidate"),
    /** Notifications to who is connected now, see {@link QuickNotification}. */
    QUICK("sgad:quick"),
    /** Users that came and went, as the administrators' stream shows them. */
    PRESENCE("sgad:presence"),
    /** Sessions that the node which has them shall close. */
    SESSIONS("sgad:sessions");

    private final String channelName;

    Channel(String channelName) {
        this.channelName = channelName;
    }

    public String channelName() {
        return channelName;
    }

    static String[] names() {
        return Arrays.stream(values()).map(Channel::channelName).toArray(String[]::new);
    }

    static Channel named(String name) {
        return Arrays.stream(values())
                .filter(channel -> channel.channelName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
