package ai.qnp.ee.platform;

import ai.qnp.ee.settings.ServerSettingNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The optional file {@code qnp.properties} in the data directory: settings that can change while the server runs (provider
 * keys, for example; the MXBean's {@code reloadProviders} has them read again). The environment outranks it.
 */
public final class SettingsFile implements ConfigSource {
    private static final Logger LOG = Logger.getLogger(SettingsFile.class.getName());
    private static final int BELOW_THE_ENVIRONMENT = 250;

    private final @Nullable Path file;
    private volatile Version read = new Version(-1, Map.of());

    private record Version(long modifiedMillis, Map<String, String> values) {}

    /** Called by the service loader. */
    public SettingsFile() {
        String directory = System.getenv(ServerSettingNames.DATA_DIR.environmentName());
        this.file = directory == null || directory.isBlank() ? null : Path.of(directory, "qnp.properties");
    }

    @Override
    public Map<String, String> getProperties() {
        Path present = file;
        if (present == null) {
            return Map.of();
        }
        try {
            long modified = Files.getLastModifiedTime(present).toMillis();
            if (modified != read.modifiedMillis()) {
                read = new Version(modified, load(present));
            }
            return read.values();
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.log(Level.WARNING, "{0} can''t be read and is left out: {1}", new Object[] {present, unreadable});
            return read.values();
        }
    }

    private static Map<String, String> load(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, properties::getProperty));
    }

    @Override
    public Set<String> getPropertyNames() {
        return getProperties().keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return getProperties().get(name);
    }

    @Override
    public String getName() {
        return "qnp.properties";
    }

    @Override
    public int getOrdinal() {
        return BELOW_THE_ENVIRONMENT;
    }
}
