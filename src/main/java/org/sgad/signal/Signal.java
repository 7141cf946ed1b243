package org.sgad.signal;

/**
 * Somebody published on one of our channels, perhaps this node itself. Fired synchronously on the listening thread:
 * observers must not block, and what they throw is counted as unreadable.
 */
public record Signal(Channel channel, String text) {
    /** What is longer counts as unreadable. */
    static final int MAX_LENGTH = 64 * 1024;
}
