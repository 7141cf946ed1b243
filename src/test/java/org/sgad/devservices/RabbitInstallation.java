package org.sgad.devservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An installed {@code rabbitmq-server}, as the scripts that start the server directly.
 *
 * <p>Packages put a wrapper in {@code /usr/sbin} that changes to the user {@code rabbitmq} and its directories, which a
 * private node must not touch.
 */
record RabbitInstallation(Path server, Path ctl, Path epmd) {

    private static final Path PACKAGED = Path.of("/usr/lib/rabbitmq/bin");

    static Optional<RabbitInstallation> find() {
        Stream<Path> directories =
                Stream.concat(Stream.of(PACKAGED), Programs.find("rabbitmq-server").map(Path::getParent).stream());
        return directories
                .filter(directory -> Files.isExecutable(directory.resolve("rabbitmq-server")))
                .findFirst()
                .flatMap(directory -> findEpmd()
                        .map(epmd -> new RabbitInstallation(
                                directory.resolve("rabbitmq-server"), directory.resolve("rabbitmqctl"), epmd)));
    }

    private static Optional<Path> findEpmd() {
        return Programs.find("epmd").or(RabbitInstallation::epmdBesideErlang);
    }

    private static Optional<Path> epmdBesideErlang() {
        List<String> whereIsErlang = List.of("erl", "-noshell", "-eval", "io:format(\"~s\",[code:root_dir()]),halt().");
        return Programs.find("erl")
                .map(erl -> Programs.run(whereIsErlang, System.getenv(), 20))
                .filter(Programs.Result::succeeded)
                .map(result -> Path.of(result.output().strip(), "bin", "epmd"))
                .filter(Files::isExecutable);
    }
}
