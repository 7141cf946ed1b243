package org.sgad.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the operating system calls this machine; no name server has a say in it. */
final class OwnName {
    private static final @Nullable String NAME = find();

    private OwnName() {}

    private static @Nullable String find() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether a host, in lower case, is this machine by its own name. */
    static boolean is(String host) {
        return host.equals(NAME);
    }
}
