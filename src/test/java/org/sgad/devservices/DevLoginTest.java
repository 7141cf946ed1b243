package org.sgad.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevLoginTest {
    private static final int NODE = 8000;
    private static final Instant NOW = Instant.parse("2026-10-14T12:00:00Z");

    private final DevLogin login = DevLogin.start(NODE, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        login.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000/", "http://127.0.0.1:8000/console/"})
    void whoIsPickedComesBackToThePageWithATokenForAnHour(String page) throws Exception {
        String location = back(page).headers().firstValue("Location").orElse("");

        assertThat(location).startsWith(page + "#access_token=").endsWith("&state=a%26b");
        SignedJWT token = SignedJWT.parse(location.replaceAll(".*access_token=([^&]*).*", "$1"));
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("arbitro-01");
        assertThat(token.getJWTClaimsSet().getStringListClaim("groups")).containsExactly("referee");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(3_600)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://localhost:8000/",
                "http://localhost:8001/",
                "http://localhost/",
                "http://localhost.evil.example:8000/",
                "http://localhost:8000@evil.example/",
                "http://me@localhost:8000/",
                "http://localhost:8000/#here",
                "javascript:alert(1)",
                "//localhost:8000/",
                "/",
                "http://localhost:8000 /"
            })
    void noTokenGoesToAnotherPage(String page) throws Exception {
        assertThat(back(page)).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
            assertThat(answer.body()).doesNotContain("eyJ");
        });
    }

    @Test
    void whoIsNotAmongThePeopleIsNobody() throws Exception {
        assertThat(ask("/token?user=root").statusCode()).isEqualTo(404);
        assertThat(ask("/token").statusCode()).isEqualTo(404);
        assertThat(ask("/token?user=" + DevLogin.ADMIN).body()).startsWith("eyJ");
    }

    @Test
    void aTextIsNeverMarkup() throws Exception {
        assertThat(ask("/?state=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
    }

    @Test
    void aNameThatSomebodyPointsHereIsRefused() throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), login.url("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /token?user=arbitro-01 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("403")
                    .doesNotContain("eyJ");
        }
    }

    private HttpResponse<String> back(String page) throws Exception {
        return ask("/?user=arbitro-01&state=a%26b&redirect_uri=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> ask(String path) throws Exception {
        URI address = login.url(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
