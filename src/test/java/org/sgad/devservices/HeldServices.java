package org.sgad.devservices;

import java.nio.file.Path;

/** A program that starts the parts and waits to be killed. */
final class HeldServices {

    private HeldServices() {}

    public static void main(String[] arguments) throws InterruptedException {
        QuietLibraries.logOnlyTrouble();
        try (DevServices services = DevServices.start(
                new DevServices.Setup(Path.of(arguments[0]), "held", System.getenv(), false, line -> {}))) {
            System.out.println("held " + services.settings().size());
            Thread.currentThread().join();
        }
    }
}
