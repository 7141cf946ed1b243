package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** POSIX signals to processes, and what ends a process for certain. */
final class Signals {

    private static final long POLL_MILLIS = 50;
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Signals() {}

    /** Sends a signal by name ({@code INT}, {@code STOP}, …); a process that is gone already is none of our concern. */
    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks with the signal, also a frozen process, and kills it with all its descendants when patience ends. */
    static void end(ProcessHandle process, String signal, Duration patience) {
        List<ProcessHandle> descendants = process.descendants().toList();
        send(signal, process.pid());
        send("CONT", process.pid());
        if (!awaitEnd(process, patience)) {
            process.destroyForcibly();
            awaitEnd(process, AFTER_KILL);
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills the process and its descendants without a chance to do anything. */
    static void kill(ProcessHandle process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(process, AFTER_KILL);
        descendants.forEach(descendant -> awaitEnd(descendant, AFTER_KILL));
    }

    /** A zombie that its parent has not collected yet does not run any more. */
    static boolean isRunning(ProcessHandle process) {
        // asked again: where there is nothing to read, it may have been collected in between
        return process.isAlive() && !isZombie(process.pid()) && process.isAlive();
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException noSuchFileHere) {
            return false;
        }
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isRunning(process)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause(process);
        }
        return true;
    }

    private static void pause(ProcessHandle process) {
        try {
            process.onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillThere) {
            // the caller looks again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("Interrupted while process " + process.pid() + " was ending", e);
        }
    }
}
