package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.Settings;

class SignInSettingsTest {
    private static SignInSettings from(String loginUrl) {
        return SignInSettings.from(
                new Settings(key -> Optional.of(loginUrl).filter(it -> key.equals("sgad.login.url"))));
    }

    @Test
    void aLoginPageIsNoMust() {
        assertThat(from("").loginUrl()).isNull();
    }

    @Test
    void aLoginPageMayHaveParametersOfItsOwn() {
        assertThat(from("https://login.example/authorize?client_id=sgad").loginUrl())
                .isEqualTo(URI.create("https://login.example/authorize?client_id=sgad"));
        assertThat(from("http://localhost:8080/").loginUrl()).isEqualTo(URI.create("http://localhost:8080/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//login.example",
                "login.example",
                "https:///authorize",
                "https://me:secret@login.example",
                "https://login.example/#here",
                "https://login.example/a b",
                "ftp://login.example"
            })
    void whatIsNoWebAddressIsRefusedByName(String url) {
        assertThatThrownBy(() -> from(url))
                .hasMessageStartingWith(
                        "SGAD_LOGIN_URL is '" + Settings.masked(url) + "'; allowed: an http or https URL")
                .hasMessageNotContaining("secret");
    }
}
