package ai.qnp.acceptance.server;

import ai.qnp.machine.MachineTools;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine's own browser. Each person in a test has a context of it: cookies and storage of their own. */
public final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final double PATIENCE_MILLIS = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; the test is not run where there is none. */
    public static Chromium start(String... moreFlags) {
        // the library's own five seconds are too few for a first visit on a machine that has other work
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Path chromium = MachineTools.require("chromium", "chromium-browser", "google-chrome");
        var nothingToDownload = new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        Playwright playwright = Playwright.create(nothingToDownload);
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setArgs(Stream.concat(FLAGS.stream(), Stream.of(moreFlags))
                                .toList()));
        return new Chromium(playwright, browser);
    }

    /** Somebody else, who has never been here. */
    public Page somebody() {
        return somebody(new Browser.NewContextOptions());
    }

    /** Somebody else, in another time zone. */
    public Page somebodyIn(String zone) {
        return somebody(new Browser.NewContextOptions().setTimezoneId(zone));
    }

    private Page somebody(Browser.NewContextOptions options) {
        Page page = browser.newContext(options).newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // a page that answers 4xx is told there, too, and is what some tests want
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        return page;
    }

    /** What somebody's browser sends to an address, as a header: for calls that no page makes. */
    public static String cookiesOf(Page page, String address) {
        return page.context().cookies(address).stream()
                .map(cookie -> cookie.name + "=" + cookie.value)
                .collect(Collectors.joining("; "));
    }

    /** What pages complained about since the last time, broken rules for contents among it. */
    List<String> newComplaints() {
        List<String> made = List.copyOf(complaints);
        complaints.clear();
        return made;
    }

    /** Closes all pages, with their cookies and storage. */
    void everybodyLeaves() {
        browser.contexts().forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
