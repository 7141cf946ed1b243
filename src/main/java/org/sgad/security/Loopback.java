package org.sgad.security;

import java.util.regex.Pattern;

/** Names and addresses of this machine itself. Told by their form alone: who owns a name could have it point anywhere. */
final class Loopback {
    private static final Pattern NAME = Pattern.compile(
            "localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)(%\\w+)?]?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether a host, as URLs and sockets write it, can only be this machine. */
    static boolean isName(String host) {
        return NAME.matcher(host).matches();
    }
}
