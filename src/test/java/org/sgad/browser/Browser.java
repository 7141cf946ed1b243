package org.sgad.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.sgad.event.EventJson;

/**
 * One person at a browser. Elements are named by CSS selectors; what is looked for may appear within {@link #PATIENCE}.
 * A page that was left may still be drawn over, so each verb looks its element up again.
 */
final class Browser implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final List<String> SERIOUS = List.of("serious", "critical");

    private static final String HELD_BACK = """
            (function (real) {
              const gate = new Promise((open) => { window.letThrough = open; });
              window.fetch = async (...all) => {
                if (String(all[0]).includes('%s')) await gate;
                return real(...all);
              };
            })(window.fetch);
            """;

    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            const rules = { 'target-size': { enabled: true } };
            axe.run(document, { resultTypes: ['violations'], rules }).then((found) => done(JSON.stringify(found.violations)));
            """;

    private final Path profile = Chromium.emptyProfile();
    private final ChromeDriver driver = Chromium.start(profile);

    /** A window of a laptop's size, in the light theme. */
    static Browser open() {
        Browser browser = new Browser();
        browser.resize(1280, 900);
        return browser;
    }

    Browser go(URI address) {
        driver.get(address.toString());
        return this;
    }

    Browser resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** {@code light} or {@code dark}, and motion reduced so that pictures show what is, not what moves. */
    Browser theme(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /** Another tab of the same browser, in front. */
    Browser newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return this;
    }

    WebElement find(String selector) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
    }

    private static boolean isNotThereYet(Throwable failure) {
        return failure instanceof NoSuchElementException || failure instanceof StaleElementReferenceException;
    }

    /** How many elements match now. */
    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** Clicks, as a person would: what is beneath something that sticks to an edge is scrolled clear of it first. */
    Browser click(String selector) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    WebElement element = driver.findElement(By.cssSelector(selector));
                    try {
                        element.click();
                    } catch (ElementClickInterceptedException beneath) {
                        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
                        element.click();
                    }
                    return true;
                });
        return this;
    }

    /** Leaves a field with that text in it and the focus. */
    Browser type(String selector, String text) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    WebElement field = driver.findElement(By.cssSelector(selector));
                    field.clear();
                    field.sendKeys(text);
                    return text.equals(field.getDomProperty("value"));
                });
        return this;
    }

    /** Keys to whatever has the focus. */
    Browser press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
        return this;
    }

    /** Keys while another is held down. */
    Browser pressWith(Keys held, CharSequence... keys) {
        new Actions(driver).keyDown(held).sendKeys(keys).keyUp(held).perform();
        return this;
    }

    /** Presses the mouse on one element and releases it on another. */
    Browser drag(String from, String to) {
        new Actions(driver)
                .moveToElement(inTheMiddle(from))
                .clickAndHold()
                .moveToElement(find(to))
                .release()
                .perform();
        return this;
    }

    /** A finger's short touch. */
    Browser tap(String selector) {
        touch("touchStart", inTheMiddle(selector));
        return touchEnd();
    }

    /** Holds a finger on one element until it is there as {@code held} says, draws it to another and lifts it. */
    Browser holdAndDraw(String from, String held, String to) {
        touch("touchStart", inTheMiddle(from));
        find(held);
        touch("touchMove", find(to));
        return touchEnd();
    }

    /** Scrolled to where nothing that sticks to an edge covers it. */
    private WebElement inTheMiddle(String selector) {
        WebElement element = find(selector);
        script("arguments[0].scrollIntoView({ block: 'center' })", element);
        return element;
    }

    private void touch(String type, WebElement element) {
        Object middle = script("""
                const { x, y, width, height } = arguments[0].getBoundingClientRect();
                return JSON.stringify([{ x: x + width / 2, y: y + height / 2 }]);
                """, element);
        driver.executeCdpCommand(
                "Input.dispatchTouchEvent",
                Map.of(
                        "type",
                        type,
                        "touchPoints",
                        EventJson.MAPPER.convertValue(json(String.valueOf(middle)), List.class)));
    }

    private Browser touchEnd() {
        driver.executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
        return this;
    }

    /** What an element says, once it says that. */
    Browser awaitText(String selector, String part) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .untilAsserted(() -> assertThat(
                                driver.findElement(By.cssSelector(selector)).getText())
                        .as(selector)
                        .contains(part));
        return this;
    }

    /** As above, in one language or another. */
    Browser awaitText(String selector, String one, String other) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .untilAsserted(() -> assertThat(
                                driver.findElement(By.cssSelector(selector)).getText())
                        .containsAnyOf(one, other));
        return this;
    }

    /**
     * Has the pages that are opened from here on wait for the answers of addresses with that part in them, until
     * {@link #letThrough}.
     */
    Browser holdBack(String part) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", HELD_BACK.formatted(part)));
        return this;
    }

    Browser letThrough() {
        script("window.letThrough()");
        return this;
    }

    /** Has this browser be in a zone such as {@code Europe/Madrid}. */
    Browser timezone(String zone) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        return this;
    }

    /** The pointer over an element, and nothing pressed. */
    Browser hover(String selector) {
        new Actions(driver).moveToElement(find(selector)).perform();
        return this;
    }

    /** Cuts this browser off from the network, or brings it back. */
    Browser offline(boolean isOffline) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", isOffline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
        return this;
    }

    Browser emptyCache() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        return this;
    }

    Browser awaitGone(String selector) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .until(() ->
                        driver.findElements(By.cssSelector(selector)).stream().noneMatch(WebElement::isDisplayed));
        return this;
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** What a script returns; {@code arguments} are its {@code arguments}. */
    @Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A picture of the whole page, {@code target/screenshots/name.png}. */
    Browser screenshot(String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What axe-core finds serious or worse on the page, one line for each element, WCAG 2.2's size of targets included. All
     * that it finds goes to the report.
     *
     * @param state what the page shows, for the report
     */
    List<String> accessibilityTrouble(String state) {
        if (Boolean.TRUE.equals(script("return typeof window.axe === 'undefined'"))) {
            // by the driver, not as an element of the page, which its Content-Security-Policy would not run
            driver.executeScript(axe());
        }
        JsonNode violations = json(String.valueOf(driver.executeAsyncScript(AXE)));
        List<AccessibilityReport.Finding> findings = AccessibilityReport.findings(violations);
        AccessibilityReport.add(state, findings);
        return findings.stream()
                .filter(finding -> SERIOUS.contains(finding.impact()))
                .map(finding -> finding.rule() + ": " + finding.html())
                .toList();
    }

    /** How many pixels the page is wider than the window. */
    long excess() {
        Object pixels = script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return ((Number) Objects.requireNonNull(pixels)).longValue();
    }

    /** What the browser's console says since this was last asked, but for requests that were refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .filter(line -> line.startsWith("SEVERE") && !line.contains("Failed to load resource"))
                .toList();
    }

    /** Bytes that came over the network since this was last asked, headers included. */
    long bytesReceived() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> json(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asText().equals("Network.loadingFinished"))
                .mapToLong(message -> message.at("/params/encodedDataLength").asLong())
                .sum();
    }

    /** Whether a dialog of the browser is open, which a script in a text would be one way to bring about. */
    boolean hasDialog() {
        try {
            script("return 1");
            return false;
        } catch (UnhandledAlertException alert) {
            return true;
        }
    }

    /** The text of the file that a click has the browser save. */
    String download(String selector) {
        Path folder = profile.resolve("downloads");
        driver.executeCdpCommand(
                "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        click(selector);
        return await().atMost(PATIENCE).until(() -> saved(folder), Objects::nonNull);
    }

    private static @Nullable String saved(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path whole = files.filter(file -> !file.toString().endsWith(".crdownload"))
                    .findAny()
                    .orElse(null);
            return whole == null ? null : Files.readString(whole);
        }
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
