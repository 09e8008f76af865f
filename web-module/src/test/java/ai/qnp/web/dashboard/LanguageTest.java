package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A language is one file: these tests have one, in Esperanto. */
class LanguageTest {
    private static final Locale ESPERANTO = Locale.of("eo");

    @Test
    void isTheFirstOfTheReadersThatThereAreTextsIn() {
        assertThat(Language.of(List.of(Locale.of("xx"), Locale.of("eo", "PL"), Locale.ENGLISH)))
                .isEqualTo(ESPERANTO);
        assertThat(Language.of(List.of(Locale.UK, ESPERANTO))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void isEnglishForEverybodyElse() {
        assertThat(Language.of(List.of())).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(List.of(Locale.of("xx"), Locale.of("../eo"), Locale.ROOT)))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void whatIsNotTranslatedYetIsEnglish() {
        ResourceBundle texts = ResourceBundle.getBundle("ai.qnp.web.dashboard.messages", ESPERANTO);

        assertThat(texts.getString("nav.keys")).isEqualTo("Ŝlosiloj");
        assertThat(texts.getString("nav.guide")).isEqualTo("Guide");
    }

    @Test
    void noPageHasALanguageOfItsOwn() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
                assertThat(Files.readString(page)).as(page.toString()).doesNotContain("lang=\"en", "locale=\"en");
            }
        }
    }
}
