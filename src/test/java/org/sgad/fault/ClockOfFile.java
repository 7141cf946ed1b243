package org.sgad.fault;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of several nodes in a test: runs on from where a file says, which names the seconds to add. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ClockOfFile extends Clock {
    public static final String VARIABLE = "CLOCK_OF_FILE";

    /** Sets the clock of all nodes that were given this file. */
    public static void set(Path file, Instant now) {
        long ahead = Duration.between(Clock.systemUTC().instant(), now).toSeconds();
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, Long.toString(ahead));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        try {
            return Clock.systemUTC().instant().plusSeconds(Long.parseLong(Files.readString(file())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file() {
        return Path.of(System.getenv().getOrDefault(VARIABLE, ""));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("nobody asks this clock for a zone");
    }
}
