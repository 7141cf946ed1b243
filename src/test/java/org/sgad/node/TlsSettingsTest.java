package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgad.devservices.Certificates;

class TlsSettingsTest {
    @TempDir
    private Path directory;

    @Test
    void withoutAnAuthorityThoseCountThatJavaKnows() {
        TlsSettings settings = from("");

        assertThat(settings.authorities()).isEmpty();
        assertThat(settings.store()).isEmpty();
        assertThat(settings.context()).isNotNull();
    }

    @Test
    void aFileMayHaveSeveralAuthorities() throws Exception {
        Certificates some = Certificates.create(directory);
        String both = Files.readString(some.authority()) + Files.readString(some.certificate());

        assertThat(from(some.authority().toString()).authorities()).hasSize(1);
        assertThat(from(both.replace("\n", "\\n")).authorities()).hasSize(2);
        assertThat(from(both)).hasToString("2 authorities");
    }

    @Test
    void whatIsNoCertificateIsNamedAndAKeyIsNotShown() throws Exception {
        Certificates some = Certificates.create(directory);
        String key = Files.readString(some.key());

        assertThatThrownBy(() -> from("/no/such.pem"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "SGAD_TLS_CA is '/no/such.pem'; allowed: the PEM text (with \\n escapes) or the path of a file"
                                + " with one or more certificates");
        assertThatThrownBy(() -> from(key))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("SGAD_TLS_CA is a text of ")
                .hasMessageNotContaining(key.lines().skip(1).findFirst().orElseThrow());
    }

    private static TlsSettings from(String ca) {
        return TlsSettings.from(new Settings(
                key -> Optional.ofNullable(Map.of("sgad.tls.ca", ca).get(key))));
    }
}
