package org.sgad.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Payara Micro unpacked, with its classes archived as the JVM has them in memory: a node takes half the processor's time
 * to start. All nodes share it; each has a root directory of its own with copies of what a server writes to.
 *
 * <p>It is made once, in Maven's build directory, by whoever comes first; other JVMs wait for its lock meanwhile. What is
 * half-made has another name, so a killed maker leaves nothing that is taken for the whole. The archive names the jars by
 * their paths: the directory has to stay where it is.
 */
final class UnpackedMicro {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String LAUNCHER = "launch-micro.jar";
    private static final String MAIN = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String SHUT_DOWN = "Shutdown procedure finished";
    private static final List<String> WRITTEN_TO = List.of("META-INF", "config", "docroot", "lib");

    private final Path home;
    private final Path archive;

    private UnpackedMicro(Path home) {
        this.home = home;
        this.archive = home.resolve("classes.jsa");
    }

    /**
     * The one of this JVM and of that jar, which is made where it is not there yet.
     *
     * @param war whose classes are archived with the server's, as far as it comes without a database
     * @throws StartProblem with the log's reason where it cannot be made
     */
    static synchronized UnpackedMicro of(Workplace place, Path jar, Path war) {
        Path directory = jar.resolveSibling("payara-micro");
        try {
            String name = "java-" + Runtime.version() + "-" + Files.size(jar);
            // some of Payara takes a plus in an address for a space
            UnpackedMicro micro = new UnpackedMicro(directory.resolve(name.replace('+', '_')));
            if (!micro.isComplete()) {
                Files.createDirectories(directory);
                try (FileChannel lock = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                    lock.lock();
                    micro.make(place, jar, war);
                }
            }
            return micro;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isComplete() {
        return Files.exists(archive);
    }

    private void make(Workplace place, Path jar, Path war) throws IOException {
        if (!Files.exists(home)) {
            unpack(place, jar);
        }
        if (!isComplete()) {
            archiveClasses(place, war);
        }
    }

    private void unpack(Workplace place, Path jar) throws IOException {
        Path unpacked = Files.createTempDirectory(home.getParent(), "unpacking");
        List<String> words =
                List.of(java(), "-jar", jar.toString(), "--rootDir", unpacked.toString(), "--outputlauncher");
        Child child = start(place, "Payara's unpacking", words);
        if (child.awaitExit(LIMIT) != 0 || !Files.exists(unpacked.resolve(LAUNCHER))) {
            throw new StartProblem("Payara Micro cannot be unpacked: " + child.reason());
        }
        Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The WAR has no database, so that the run ends as a failed deployment does; by then most classes are there. Some of
     * Payara's threads may outlive its end: the signal ends them, and has the JVM write the archive.
     */
    private void archiveClasses(Workplace place, Path war) throws IOException {
        Path made = Files.createTempDirectory(home.getParent(), "archiving").resolve("classes.jsa");
        Path root = place.emptyDirectory("payara-warm-up");
        List<String> words = new ArrayList<>(command("-XX:ArchiveClassesAtExit=" + made, root));
        words.addAll(List.of(
                "--port",
                Integer.toString(Ports.free()),
                "--deploy",
                war.toString(),
                "--contextroot",
                "/",
                "--warmup"));
        Child child = start(place, "Payara's warm-up", words);
        child.awaitReady(LIMIT, () -> child.output().stream().anyMatch(line -> line.contains(SHUT_DOWN)));
        Signals.send("TERM", child.pid());
        child.awaitExit(LIMIT);
        if (!Files.exists(made)) {
            throw new StartProblem("Payara's classes cannot be archived: " + child.reason());
        }
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Child start(Workplace place, String name, List<String> words) {
        Map<String, String> environment = Map.of(
                "PATH",
                place.environment().getOrDefault("PATH", "/usr/bin:/bin"),
                "SGAD_AUTH",
                "none",
                "DB_URL",
                "jdbc:postgresql://127.0.0.1:1/none");
        return place.children()
                .start(new Child.Command(
                        name, words, environment, place.data(), place.log("payara-unpacking"), "TERM"));
    }

    /**
     * The start of a node's command line, up to and with what all nodes have in common.
     *
     * @param root the node's own directory, empty; it gets what a server writes to
     */
    List<String> command(Path root) {
        return command("-XX:SharedArchiveFile=" + archive, root);
    }

    private List<String> command(String archiveOption, Path root) {
        Path launcher = home.resolve(LAUNCHER);
        try {
            List<String> words = new ArrayList<>(List.of(
                    java(),
                    archiveOption,
                    "-Djava.io.tmpdir=" + Files.createDirectory(root.resolve("tmp")),
                    "-Dfish.payara.micro.BootJar=" + launcher.toUri(),
                    "-Dfish.payara.micro.UnpackDir=" + home));
            words.addAll(openings(launcher));
            for (String name : WRITTEN_TO) {
                copyTree(home.resolve(name), root.resolve(name));
            }
            words.addAll(List.of(
                    "-cp", launcher.toString(), MAIN, "--rootDir", root.toString(), "--nocluster", "--nohazelcast"));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the launcher opens of the JDK's modules, which a jar does for {@code -jar} alone. */
    private static List<String> openings(Path launcher) throws IOException {
        try (JarFile jar = new JarFile(launcher.toFile())) {
            Attributes attributes = jar.getManifest().getMainAttributes();
            return Stream.concat(
                            options("--add-exports", attributes.getValue("Add-Exports")),
                            options("--add-opens", attributes.getValue("Add-Opens")))
                    .toList();
        }
    }

    private static Stream<String> options(String option, String packages) {
        return Stream.of(packages.split(" ", -1))
                .filter(name -> !name.isBlank())
                .map(name -> option + "=" + name + "=ALL-UNNAMED");
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }
}
