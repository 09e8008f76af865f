package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalsTest {
    @TempDir
    private Path folder;

    @Test
    void tellsWhatWaitsFromWhatWasRefused() throws Exception {
        // given
        Files.writeString(folder.resolve("outage-journal"), "1");
        Files.writeString(folder.resolve("journal-1"), "22");
        Files.writeString(folder.resolve("journal-2"), "4444");
        Files.writeString(folder.resolve("records-refused"), "88888888");

        // when
        Journals journals = Journals.open(folder, 100);

        // then
        assertThat(journals.waitingBytes()).isEqualTo(1 + 2 + 4);
        assertThat(journals.refusedBytes()).isEqualTo(8);
        journals.close();
    }
}
