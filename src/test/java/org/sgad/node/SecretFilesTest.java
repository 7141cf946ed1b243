package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    private Path directory;

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("secret"), content);
    }

    @Test
    void aSettingIsTheContentOfItsFile() throws IOException {
        SecretFiles files =
                new SecretFiles(Map.of("DB_PASSWORD_FILE", file("s3cret \n").toString()));

        assertThat(files.getValue("db.password")).isEqualTo("s3cret ");
        assertThat(files.getValue("db.user")).isNull();
        assertThat(files.getPropertyNames()).containsExactly("db.password");
        assertThat(files.troubles()).isEmpty();
    }

    @Test
    void ofTwoWaysOnlyOneIsAllowed() throws IOException {
        String path = file("x").toString();

        assertThat(new SecretFiles(Map.of("JWT_SECRET_FILE", path, "JWT_SECRET", "y")).troubles())
                .containsExactly("JWT_SECRET and JWT_SECRET_FILE are both set; allowed: one of them");
        assertThat(new SecretFiles(Map.of("JWT_SECRET_FILE", path, "JWT_SECRET", "")).troubles())
                .isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsSaid() {
        SecretFiles files = new SecretFiles(Map.of("RABBITMQ_PASSWORD_FILE", "/no/such/file"));

        assertThat(files.getValue("rabbitmq.password")).isNull();
        assertThat(files.troubles())
                .containsExactly("RABBITMQ_PASSWORD_FILE is '/no/such/file'; allowed: a file of at most 64 KiB"
                        + " that can be read, as UTF-8, and is not empty");
    }

    @Test
    void anEmptyFileIsNoSecret() throws IOException {
        assertThat(new SecretFiles(Map.of("REDIS_PASSWORD_FILE", file("\n").toString())).troubles())
                .as("it would count as absent, and a default would take its place")
                .singleElement()
                .asString()
                .startsWith("REDIS_PASSWORD_FILE is '");
    }

    @Test
    void othersVariablesAreLeftAlone() {
        SecretFiles files = new SecretFiles(Map.of("HIST_FILE", "/no/such/file", "SGAD_NODE_ID_FILE", ""));

        assertThat(files.troubles()).isEmpty();
        assertThat(files.getValue("hist")).isNull();
    }
}
