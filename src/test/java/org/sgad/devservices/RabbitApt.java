package org.sgad.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Installs RabbitMQ from the packages of Debian or Ubuntu, without letting the package start its own broker. */
final class RabbitApt {

    private static final long SECONDS = 600;
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private RabbitApt() {}

    static boolean isPossible() {
        return Programs.exists("apt-get") && "root".equals(System.getProperty("user.name"));
    }

    /** @throws StartProblem with what apt-get said */
    static void install(Map<String, String> environment) {
        boolean ours = forbidStarting();
        try {
            Map<String, String> variables = new HashMap<>(environment);
            variables.put("DEBIAN_FRONTEND", "noninteractive");
            run(List.of("apt-get", "update", "-q"), variables);
            run(List.of("apt-get", "install", "-q", "-y", "--no-install-recommends", "rabbitmq-server"), variables);
        } finally {
            if (ours) {
                allowStarting();
            }
        }
    }

    private static void run(List<String> words, Map<String, String> environment) {
        Programs.Result result = Programs.run(words, environment, SECONDS);
        if (!result.succeeded()) {
            throw new StartProblem("\"" + String.join(" ", words) + "\" failed: "
                    + LogReason.of(result.output().lines().toList()));
        }
    }

    /** Packages ask this script before they start a service; 101 means no. */
    private static boolean forbidStarting() {
        try {
            if (Files.exists(POLICY)) {
                return false;
            }
            Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
            Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
            return true;
        } catch (IOException e) {
            throw new StartProblem(POLICY + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void allowStarting() {
        try {
            Files.deleteIfExists(POLICY);
        } catch (IOException e) {
            throw new StartProblem(POLICY + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
