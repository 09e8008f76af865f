package ai.qnp.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What holds of every page: everyone can use it, from phone to wide screen, by day and by night. */
public final class PageForEveryone {
    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<Integer> WIDTHS = List.of(360, 820, 1440);
    private static final int USUAL = 1280;
    private static final int HEIGHT = 900;

    private PageForEveryone() {}

    /** Looks at an open page at three widths in both themes; a picture of each stays in {@code target/pages}. */
    public static void holds(Page page, String name) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, HEIGHT);
                nothingSticksOut(page, name + " at " + width);
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(Path.of(
                                "target",
                                "pages",
                                name + "-" + width + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png")));
            }
            axeFindsNothing(page, name + " " + theme);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(USUAL, HEIGHT);
    }

    private static void nothingSticksOut(Page page, String name) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .as(name)
                .isLessThanOrEqualTo(0);
    }

    private static void axeFindsNothing(Page page, String name) {
        assertThat(new AxeBuilder(page)
                        .setLegacyMode(true).withTags(WCAG).analyze().getViolations().stream()
                                .flatMap(rule -> rule.getNodes().stream()
                                        .map(node -> rule.getId() + " " + node.getTarget() + " "
                                                + node.getFailureSummary())))
                .as(name)
                .isEmpty();
    }
}
