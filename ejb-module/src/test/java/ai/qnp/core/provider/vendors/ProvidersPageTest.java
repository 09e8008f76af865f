package ai.qnp.core.provider.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProvidersPageTest {
    private static final String WRITE = "qnp.write-docs";
    private static final String BEGIN = "<!-- made by ProvidersPageTest -->\n";
    private static final String END = "<!-- until here -->\n";

    @Test
    void everyVendorHasAContract() {
        assertThat(SupportTable.without()).isEmpty();
    }

    @Test
    void thePageSaysWhatTheContractsSay() throws IOException {
        Path page = docs().resolve("providers.md");
        String text = Files.readString(page);
        String made = text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
                + SupportTable.markdown()
                + text.substring(text.indexOf(END));
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page, made);
        }

        assertThat(page)
                .as("docs/providers.md is not what the contracts say. Make it again with:%n"
                        + "  mvn -q -pl ejb-module test -Dtest=ProvidersPageTest -D" + WRITE + "=true%n")
                .content()
                .isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("ai.qnp.core.provider.vendors.Vendors#all")
    void everyVendorHasAPageThatTheOverviewLinks(Provider vendor) {
        String page = "providers/" + vendor.profile().id() + ".md";

        assertThat(docs().resolve(page)).exists();
        assertThat(docs().resolve("providers.md")).content().contains("(" + page + ")");
    }

    private static Path docs() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolve("docs");
    }
}
