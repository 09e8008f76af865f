package ai.qnp.web.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/api.md is written by hand: it must not lag behind the calls. */
class ApiPageTest {
    private static final Pattern CALL = Pattern.compile("(?m)^### `(GET|POST|PUT|PATCH|DELETE) (/manage/\\S+)`$");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(curl .*?)```");
    private static final Pattern JSON = Pattern.compile("(?s)```json\\n(.*?)```");

    @Test
    void showsEveryCallOfTheDescriptionAndNoOtherEachWithACurl() throws IOException {
        String page = page();
        Set<String> shown = new TreeSet<>();
        CALL.matcher(page)
                .results()
                .forEach(call -> shown.add(call.group(1).toLowerCase(Locale.ROOT) + " " + call.group(2)));

        assertThat(shown).isEqualTo(OpenApiDocumentTest.documented());
        assertThat(SHELL.matcher(page).results()).hasSize(shown.size());
    }

    @Test
    void itsAnswersAreJson() throws IOException {
        List<MatchResult> answers = JSON.matcher(page()).results().toList();

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(
                                Json.MAPPER.readTree(answer.group(1)).isObject())
                        .isTrue());
    }

    private static String page() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return Files.readString(root.resolve("docs/api.md"));
    }
}
