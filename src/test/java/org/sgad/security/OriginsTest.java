package org.sgad.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.node.Settings;

class OriginsTest {
    private static Origins from(String allowed) {
        return Origins.from(new Settings(key ->
                Optional.ofNullable(Map.of("sgad.allowed.origins", allowed).get(key))));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, localhost:8000",
        "http://localhost:8000, LOCALHOST:8000",
        "http://localhost, localhost",
        "http://localhost, localhost:80",
        "https://sgad.example, sgad.example",
        "https://sgad.example, sgad.example:443",
        "https://sgad.example:443, sgad.example",
        "http://127.0.0.1:8000, 127.0.0.1:8000",
        "http://[::1]:8000, [::1]:8000"
    })
    void theSameHostAndPortIsTheSameOrigin(String origin, String host) {
        assertThat(Origins.isSame(origin, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://localhost.evil.example:8000",
                "http://evil.example:8000",
                "http://localhost:8001",
                "http://localhost",
                "http://localhost:80000",
                "http://user@localhost:8000",
                "http://localhost:8000@evil.example",
                "http://localhost:8000/",
                "http://localhost:8000#",
                "http://localhost.:8000",
                "HTTP://LOCALHOST:8000",
                "http://LOCALHOST:8000",
                "ftp://localhost:8000",
                "//localhost:8000",
                "localhost:8000",
                "http://localhost:8000 http://evil.example",
                "http://localhost:8000,http://evil.example",
                "http://127.0.0.1:8000",
                "http://[::1]:8000",
                "http://xlocalhost:8000",
                "http://localhost:08000"
            })
    void whatOnlyLooksLikeItIsForeign(String origin) {
        assertThat(Origins.isSame(origin, "localhost:8000")).isFalse();
    }

    @Test
    void withoutAHostNothingIsTheSame() {
        assertThat(Origins.isSame("http://localhost:8000", null)).isFalse();
        assertThat(Origins.isSame("http://localhost:8000", "evil@localhost:8000"))
                .isFalse();
    }

    @Test
    void othersMayCallWhereTheyAreNamed() {
        Origins origins = from("https://sgad.example:443, http://pages.example:8080");

        assertThat(origins.isAllowedElsewhere("https://sgad.example")).isTrue();
        assertThat(origins.isAllowedElsewhere("http://pages.example:8080")).isTrue();
        assertThat(origins.isAllowedElsewhere("http://sgad.example")).isFalse();
        assertThat(origins.isAllowedElsewhere("http://pages.example")).isFalse();
        assertThat(from("").isAllowedElsewhere("null")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "null", "https://sgad.example/", "sgad.example", "https://a.example,", "https://A.example"})
    void onlyOriginsCanBeNamed(String wrong) {
        assertThatThrownBy(() -> from(wrong))
                .hasMessageStartingWith("SGAD_ALLOWED_ORIGINS is '" + wrong + "'; allowed: a comma-separated list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "[fe80::1]", "app-1", "sgad.example"})
    void anAddressALocalNameAndAnAllowedHostAreNobodysToPoint(String name) {
        assertThat(from("https://sgad.example:8443").isNobodysToPoint(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.", "x.sgad.example", "10.0.0.1.evil.example", "10.0.0"})
    void aNameThatAStrangerMayHaveIsNot(String name) {
        assertThat(from("https://sgad.example:8443").isNobodysToPoint(name)).isFalse();
    }
}
