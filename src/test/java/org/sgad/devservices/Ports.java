package org.sgad.devservices;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Chooses ports of this machine that nobody listens on, never the same one twice in a JVM.
 *
 * <p>Free ports come from below the range that systems take for outgoing connections, so a stopped part finds its port
 * again. Another process may still be faster: {@link #retrying} then takes other ports.
 */
public final class Ports {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_MILLIS = 1_000;
    private static final Set<Integer> GIVEN_OUT = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port below the range of outgoing connections; not given out again by this JVM. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN_OUT.add(port)) {
                return port;
            }
        }
        throw new StartProblem("No free port found between " + LOWEST + " and " + HIGHEST);
    }

    /** The standard port where nobody has it, else a free one. */
    static int standardOrFree(int standard) {
        return isFree(standard) && GIVEN_OUT.add(standard) ? standard : free();
    }

    static boolean isFree(int port) {
        return canListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canListen(new InetSocketAddress(port));
    }

    /** Whether somebody listens on the loopback address. Unlike {@link #isFree} it does not take the port meanwhile. */
    static boolean isListenedOn(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean canListen(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address, 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Starts something that chooses its ports anew each time, up to three times while others take them first. */
    static <T> T retrying(Supplier<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.get();
            } catch (StartProblem problem) {
                if (attempt == ATTEMPTS || !isAboutTakenPort(problem)) {
                    throw problem;
                }
            }
        }
    }

    private static boolean isAboutTakenPort(StartProblem problem) {
        String message = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("address already in use") || message.contains("eaddrinuse");
    }
}
