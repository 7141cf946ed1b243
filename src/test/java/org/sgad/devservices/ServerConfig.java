package org.sgad.devservices;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** The files of {@code server-config/} that the parts here run with, too: what operators get is what all tests run on. */
final class ServerConfig {

    private ServerConfig() {}

    /** Where the build has put the file. */
    static Path file(String name) {
        URL resource = ServerConfig.class.getResource("/" + name);
        if (resource == null) {
            throw new IllegalStateException(name + " is not among the test resources");
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
