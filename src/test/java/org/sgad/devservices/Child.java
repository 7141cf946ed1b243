package org.sgad.devservices;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A started process that writes its output to a log file. */
final class Child {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;
    private static final int MOST_OUTPUT = 1 << 20;

    /**
     * @param environment replaces the inherited one as a whole
     * @param stopSignal what asks this program to end in good order
     */
    record Command(
            String name,
            List<String> words,
            Map<String, String> environment,
            Path directory,
            Path log,
            String stopSignal) {}

    private final Command command;
    private final Process process;
    private final long logStart;

    private Child(Command command, Process process, long logStart) {
        this.command = command;
        this.process = process;
        this.logStart = logStart;
    }

    static Child start(Command command) throws IOException {
        Files.createDirectories(command.log().toAbsolutePath().getParent());
        long logStart = Files.exists(command.log()) ? Files.size(command.log()) : 0;
        ProcessBuilder builder = new ProcessBuilder(ownSession(command.words()))
                .directory(command.directory().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        return new Child(command, builder.start(), logStart);
    }

    /** A session of its own, so that a terminal's Ctrl-C reaches only us, and we stop the parts in order. */
    private static List<String> ownSession(List<String> words) {
        if (!Programs.exists("setsid")) {
            return words;
        }
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(words);
        return all;
    }

    ProcessNote note() {
        return ProcessNote.of(process.toHandle(), command.stopSignal(), command.name());
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive() && Signals.isRunning(process.toHandle());
    }

    /** Waits for the process to end by itself, for as long as it takes. */
    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /**
     * Waits until the check is true.
     *
     * @throws StartProblem when the process ends before, or the time does; its reason is what the program logged
     */
    void awaitReady(Duration limit, BooleanSupplier check) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!check.getAsBoolean()) {
            if (endedWithin(POLL_MILLIS)) {
                throw new StartProblem(
                        command.name() + " ended at once (exit code " + process.exitValue() + "): " + reason());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StartProblem(
                        command.name() + " was not ready after " + limit.toSeconds() + " s: " + reason());
            }
        }
    }

    /**
     * Waits for the process to end by itself, and returns its exit code.
     *
     * @throws StartProblem when the time ends before; the process is killed then
     */
    int awaitExit(Duration limit) {
        if (!endedWithin(limit.toMillis())) {
            kill();
            throw new StartProblem(command.name() + " had not ended after " + limit.toSeconds() + " s: " + reason());
        }
        return process.exitValue();
    }

    private boolean endedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("Interrupted while waiting for " + command.name(), e);
        }
    }

    /** What matters of the log since this start. */
    String reason() {
        return LogReason.of(output()) + " (log: " + Workplace.shown(command.log()) + ")";
    }

    /** The lines since this start, of very many the last. */
    List<String> output() {
        try (RandomAccessFile file = new RandomAccessFile(command.log().toFile(), "r")) {
            long end = file.length();
            long from = Math.min(end, Math.max(logStart, end - MOST_OUTPUT));
            byte[] bytes = new byte[(int) (end - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end and returns when it has; kills it when patience is over. */
    void end() {
        if (isRunning()) {
            Signals.end(process.toHandle(), command.stopSignal(), PATIENCE);
        }
    }

    void kill() {
        Signals.kill(process.toHandle());
    }

    void freeze() {
        Signals.send("STOP", pid());
    }

    void thaw() {
        Signals.send("CONT", pid());
    }
}
