package ai.qnp.web.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideTest {
    private static final Path FOLDER = Path.of("../docs/guide");
    private static final String SERVER = "https://llm.example.com";
    private static final Pattern LINK = Pattern.compile("href=\"(/guide[^\"#]*)");

    private final Map<String, GuidePage> pages =
            Guide.of(SERVER, ResourceBundle.getBundle("ai.qnp.web.dashboard.messages", Locale.ENGLISH));
    private final GuideMarkdown markdown = new GuideMarkdown(SERVER, "Copy", "Copied");

    @Test
    void hasEveryPageOfTheFolderWithATitle() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = files.map(file -> file.getFileName().toString())
                    .map(GuideLinks::nameOf)
                    .collect(Collectors.toSet());

            assertThat(pages.keySet()).isEqualTo(names);
        }
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page.title()).isNotBlank().isNotEqualTo(page.name()));
    }

    @Test
    void everyLinkInsideLeadsToAPageAndNoneToAFile() {
        Set<String> addresses = pages.values().stream().map(GuidePage::address).collect(Collectors.toSet());

        for (GuidePage page : pages.values()) {
            assertThat(LINK.matcher(page.html()).results().map((MatchResult link) -> link.group(1)))
                    .as(page.name())
                    .isSubsetOf(addresses);
            assertThat(page.html()).as(page.name()).doesNotContainPattern("href=\"[^\"]*\\.md");
        }
    }

    @Test
    void hasTheServersOwnAddressInEveryExample() {
        for (GuidePage page : pages.values()) {
            assertThat(page.html()).as(page.name()).doesNotContain("127.0.0.1:9080");
        }
        assertThat(pages.get("quickstart").html()).contains("curl " + SERVER + "/api/v1/chat/completions");
    }

    @Test
    void htmlInMarkdownIsTextAndNoAddressIsAScript() {
        GuidePage page = markdown.page("x", """
                # T <b>b</b>

                <script>alert(1)</script> a <img src=x onerror=alert(1)>

                [go](javascript:alert(1))

                ```sh
                </code><script>alert(2)</script>
                ```
                """);

        assertThat(page.html())
                .doesNotContain("<script", "<img", "href")
                .contains("&lt;script&gt;alert(2)&lt;/script&gt;");
    }

    @Test
    void aLinkToADocumentThatNoServerHasNamesIt() {
        assertThat(markdown.page("x", "see [running.md](../running.md)").html())
                .contains("see <code>docs/running.md</code>")
                .doesNotContain("href");
    }

    @Test
    void sectionsHaveAnchorsAndExamplesAButton() {
        GuidePage page = markdown.page(
                "x", "# Title\n\n## Chat, and more\n\n```sh\nls\n```\n\n## B\n\n| a | b |\n|-|-|\n| 1 | 2 |");

        assertThat(page.title()).isEqualTo("Title");
        assertThat(page.sections())
                .containsExactly(
                        new GuidePage.Section("chat-and-more", "Chat, and more"), new GuidePage.Section("b", "B"));
        assertThat(page.html())
                .contains("<h2 id=\"chat-and-more\">", "data-copy=\"example1\"", "<table class=\"plain\">")
                .doesNotContain("<h1");
    }
}
