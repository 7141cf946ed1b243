package org.sgad.devservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a server needs to speak TLS, as PEM files, from a private authority that is made with it.
 *
 * @param authority the authority's certificate, for clients
 * @param certificate the server's, for {@code localhost} and no other name
 * @param key the server's private key
 */
public record Certificates(Path authority, Path certificate, Path key) {
    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";
    private static final String PASSWORD = "for-a-day-and-this-machine";
    private static final int SECONDS = 60;
    private static final int LINE = 64;

    /** New ones, good for a day, in a directory. */
    public static Certificates create(Path directory) {
        try {
            Path store = Files.createDirectories(directory).resolve("store.p12");
            Files.deleteIfExists(store);
            keytool(
                    store,
                    AUTHORITY,
                    "-dname",
                    "CN=Authority of " + directory.getFileName(),
                    "-ext",
                    "bc:c=ca:true",
                    "-ext",
                    "ku:c=keyCertSign");
            keytool(store, SERVER, "-dname", "CN=Test server", "-signer", AUTHORITY, "-ext", "san=dns:localhost");
            Certificates made = new Certificates(
                    directory.resolve("authority.pem"),
                    directory.resolve("server.pem"),
                    directory.resolve("server.key"));
            made.write(store);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new StartProblem("No certificates can be made: " + e.getMessage(), e);
        }
    }

    private static void keytool(Path store, String alias, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        Stream.of(more).forEach(words::add);
        Programs.Result result = Programs.run(words, Map.of(), SECONDS);
        if (!result.succeeded()) {
            throw new StartProblem("keytool: " + result.output());
        }
    }

    private void write(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.writeString(
                authority, pem("CERTIFICATE", keys.getCertificate(AUTHORITY).getEncoded()));
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate(SERVER).getEncoded()));
        Secrets.write(
                key,
                pem("PRIVATE KEY", keys.getKey(SERVER, PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
