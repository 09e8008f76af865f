package ai.qnp.ee.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.vendors.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    private static final String WRITE = "qnp.write-docs";

    @Test
    void thePageSaysWhatTheDeclarationsSay() throws IOException {
        Path page = root().resolve("docs").resolve("configuration.md");
        String made = ConfigurationPage.text(Vendors.all());
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, made);
        }

        assertThat(page)
                .as("docs/configuration.md is not what the declarations say. Make it again with:%n"
                        + "  mvn -q -pl ejb-module test -Dtest=ConfigurationPageTest -D" + WRITE + "=true%n")
                .content()
                .isEqualTo(made);
    }

    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root;
    }
}
