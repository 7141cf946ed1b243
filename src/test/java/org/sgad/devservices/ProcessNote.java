package org.sgad.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line about a started process: enough to find exactly that process again from another JVM.
 *
 * @param startedAt when the system says it started; a recycled pid has another start instant
 * @param stopSignal what asks this process to end in good order
 */
record ProcessNote(long pid, Instant startedAt, String stopSignal, String name) {

    /** The system derives start instants from its boot time, which two JVMs may round differently. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static ProcessNote of(ProcessHandle process, String stopSignal, String name) {
        Instant startedAt = process.info().startInstant().orElse(Instant.EPOCH);
        return new ProcessNote(process.pid(), startedAt, stopSignal, name);
    }

    static List<ProcessNote> readAll(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(ProcessNote::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty for a line that its writer was killed in the middle of. */
    static Optional<ProcessNote> parse(String line) {
        String[] words = line.split("\t", -1);
        try {
            return words.length == 4
                    ? Optional.of(
                            new ProcessNote(Long.parseLong(words[0]), Instant.parse(words[1]), words[2], words[3]))
                    : Optional.empty();
        } catch (RuntimeException torn) {
            return Optional.empty();
        }
    }

    String line() {
        return pid + "\t" + startedAt + "\t" + stopSignal + "\t" + name + "\n";
    }

    /** The process itself while it lives; never another one that got its pid since. */
    Optional<ProcessHandle> living() {
        return ProcessHandle.of(pid)
                .filter(Signals::isRunning)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(instant ->
                                Duration.between(instant, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .isPresent());
    }
}
