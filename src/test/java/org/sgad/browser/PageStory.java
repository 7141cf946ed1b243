package org.sgad.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sgad.devservices.DevLogin;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.devservices.Ports;
import org.sgad.flow.Http;

/**
 * Stories about pages. They share a node that started with empty data and asks for tokens, and the development login that
 * gives them; each story closes its browsers.
 */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PageStory {
    private final int port = Ports.free();
    private final DevLogin login = DevLogin.start(port, Clock.systemUTC());
    private final List<Browser> browsers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private PayaraNode node;

    @BeforeAll
    void startNode() {
        DevServices.current().freshData();
        node = DevServices.current().startNode(port, login.settings());
    }

    @AfterEach
    void closeBrowsers() {
        browsers.forEach(Browser::close);
        browsers.clear();
    }

    @AfterAll
    void stopNode() {
        node.close();
        login.close();
    }

    PayaraNode node() {
        return node;
    }

    DevLogin login() {
        return login;
    }

    URI page(String path) {
        return node.url(path);
    }

    Http http() {
        return new Http(port);
    }

    /** The headers of a call by one of the login's people. */
    String[] as(String user) {
        return new String[] {"Authorization", "Bearer " + login.token(user)};
    }

    String[] asAdmin() {
        return as(DevLogin.ADMIN);
    }

    /** Nothing serious in this state of a page, of which a picture is kept. */
    static void assertAccessible(Browser browser, String state) {
        browser.screenshot(state.replaceAll("\\W+", "-"));
        assertThat(browser.accessibilityTrouble(state)).as(state).isEmpty();
    }

    /** Somebody's browser, with nothing open. */
    Browser browser() {
        Browser browser = Browser.open();
        browsers.add(browser);
        return browser;
    }

    /** The browser of one of the login's people, who opened a page and signed in. */
    Browser signedIn(String user, String path) {
        return signIn(browser(), user, path);
    }

    /** Opens a page in the browser's current tab and signs in as it asks. */
    Browser signIn(Browser browser, String user, String path) {
        return browser.go(page(path)).click("#sign-in").click("#" + user);
    }
}
