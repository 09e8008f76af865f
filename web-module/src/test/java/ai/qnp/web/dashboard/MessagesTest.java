package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that a page asks for is there, and every text that is there is asked for. */
class MessagesTest {
    private static final Pattern IN_PAGES = Pattern.compile("text\\['([\\w.]+)'");
    private static final Pattern IN_BEANS = Pattern.compile("(?:text|done|failed)\\(\\s*\"([\\w.]+)\"");

    private final Set<String> there =
            new TreeSet<>(ResourceBundle.getBundle("ai.qnp.web.dashboard.messages", Locale.ROOT)
                    .keySet());

    @Test
    void everyTextOfAPageIsThere() {
        for (String asked : asked()) {
            assertThat(there).as(asked).anyMatch(key -> fits(key, asked));
        }
    }

    @Test
    void everyTextIsAskedFor() {
        Set<String> asked = asked();

        assertThat(there).allMatch(key -> asked.stream().anyMatch(each -> fits(key, each)));
    }

    /** A key that ends with a dot is the beginning of several. */
    private static boolean fits(String key, String asked) {
        return asked.endsWith(".") ? key.startsWith(asked) : key.equals(asked);
    }

    private static Set<String> asked() {
        Set<String> asked = new TreeSet<>();
        for (String page : files(Path.of("src/main/webapp"), ".xhtml")) {
            asked.addAll(found(IN_PAGES, page));
        }
        for (String bean : files(Path.of("src/main/java/ai/qnp/web/dashboard"), ".java")) {
            asked.addAll(found(IN_BEANS, bean));
        }
        // said by a method that is given the key
        asked.addAll(List.of(
                "credentials.added",
                "import.none",
                "import.large",
                "import.torn",
                "rerating.version.missing",
                "rerating.time.malformed",
                "credentials.accepted",
                "credentials.deleted",
                "keys.changed",
                "keys.revoked",
                "settings.sessions.revoked",
                "settings.tokens.revoked",
                "settings.passkeys.renamed",
                "settings.passkeys.removed",
                "accounts.created",
                "accounts.credited",
                "accounts.tier.pro",
                "accounts.tier.free"));
        return asked;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(MessagesTest::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
