package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The child processes of one data directory: every one is started here, noted in a file at once, and ended at the
 * latest by {@link #close}, the last first.
 *
 * <p>The directory is locked while its children are open. When the JVM is killed the lock goes and the children stay:
 * whoever opens the directory next ends what the file still lists.
 */
final class Children implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path notes;
    private final FileChannel lock;
    private final List<Child> started = new ArrayList<>();
    private boolean closed;

    private Children(Path notes, FileChannel lock) {
        this.notes = notes;
        this.lock = lock;
    }

    /** @throws StartProblem where another run uses the directory */
    static Children of(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            Children children = new Children(dataDir.resolve("processes"), lock(dataDir.resolve("lock")));
            children.endLeftovers();
            return children;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException thisJvmHasIt) {
            // told below, like the lock of another process
        }
        channel.close();
        throw new StartProblem(file.getParent() + " is in use by another run; stop that one first");
    }

    private void endLeftovers() throws IOException {
        if (Files.exists(notes)) {
            List<ProcessNote> left = ProcessNote.readAll(notes);
            for (int i = left.size() - 1; i >= 0; i--) {
                ProcessNote note = left.get(i);
                note.living().ifPresent(process -> Signals.end(process, note.stopSignal(), PATIENCE));
            }
        }
        Files.writeString(notes, "");
    }

    /** Starts and notes a child; refuses once closed, so that nothing starts behind the back of a shutdown. */
    synchronized Child start(Child.Command command) {
        if (closed) {
            throw new StartProblem(command.name() + " was not started: shutting down");
        }
        try {
            Child child = Child.start(command);
            started.add(child);
            note(child.note());
            return child;
        } catch (IOException | UncheckedIOException e) {
            throw new StartProblem(command.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Notes a process that a program of ours started in the background, for whoever opens the directory next. */
    synchronized void note(ProcessNote process) {
        try {
            Files.writeString(notes, process.line(), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int i = started.size() - 1; i >= 0; i--) {
            started.get(i).end();
        }
        try {
            Files.deleteIfExists(notes);
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
