package ai.qnp.ee.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher reads some settings before any Java runs, so it has to repeat their defaults. */
class LauncherSettingsTest {
    @Test
    void theLauncherHasTheDeclaredDefaults() throws IOException {
        List<String> lines = Files.readAllLines(ConfigurationPageTest.root().resolve("qnp"));

        List<Setting<?>> read = Settings.all().stream()
                .filter(setting -> setting.topic() == Topic.START || setting.topic() == Topic.DATABASE)
                .toList();

        assertThat(read).isNotEmpty().allSatisfy(setting -> {
            String otherwise = setting.defaultText() == null ? "" : setting.defaultText();
            assertThat(lines)
                    .as("%s, whose default is '%s'", setting.environmentName(), otherwise)
                    .anyMatch(line -> line.contains(setting.environmentName()) && line.contains(otherwise));
        });
    }
}
