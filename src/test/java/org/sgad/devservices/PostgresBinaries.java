package org.sgad.devservices;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs from Maven Central, unpacked into a directory once. */
final class PostgresBinaries {

    private final Path directory;

    private PostgresBinaries(Path directory) {
        this.directory = directory;
    }

    static PostgresBinaries in(Path directory) {
        Path complete = directory.resolve(".complete");
        if (!Files.exists(complete)) {
            try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    System.getProperty("os.name"), System.getProperty("os.arch"))) {
                unpack(archive, directory);
                Files.writeString(complete, "");
            } catch (IOException | IllegalStateException e) {
                throw new StartProblem("PostgreSQL cannot be unpacked here: " + e.getMessage(), e);
            }
        }
        return new PostgresBinaries(directory);
    }

    private static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, directory.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if (entry.getName().contains("bin/") && !target.toFile().setExecutable(true)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    /**
     * A command line of one of the programs. PostgreSQL refuses to run as root: root runs it in a user namespace, where
     * it is nobody.
     */
    List<String> command(String program, String... arguments) {
        List<String> words = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of());
        words.add(directory.resolve("bin").resolve(program).toString());
        words.addAll(List.of(arguments));
        return words;
    }
}
