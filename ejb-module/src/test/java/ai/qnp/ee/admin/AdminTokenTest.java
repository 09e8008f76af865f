package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Randomness;
import ai.qnp.ee.vault.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {
    private static final Randomness CHANCE = byte[]::new;

    @TempDir
    Path dataDir;

    @Test
    void theConfiguredTokenCountsAndNoFileIsWritten() throws Exception {
        AdminToken token = AdminToken.open("letmein", file(), CHANCE);

        assertThat(token.matches("letmein")).isTrue();
        assertThat(token.matches("letmein2")).isFalse();
        assertThat(token.matches("")).isFalse();
        assertThat(token.toString()).doesNotContain("letmein");
        assertThat(dataDir).isEmptyDirectory();
    }

    @Test
    void aGeneratedTokenStandsInItsFileAndStaysTheSame() throws Exception {
        AdminToken.open(null, file(), CHANCE);
        String written = Files.readString(file().path()).strip();

        AdminToken again = AdminToken.open(null, file(), count -> {
            throw new AssertionError("asked for another");
        });

        assertThat(again.matches(written)).isTrue();
    }

    private PrivateFile file() {
        return new PrivateFile(dataDir.resolve("admin-token"));
    }
}
