package ai.qnp.lambda;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * MicroProfile Config over environment variables and nothing else, by its own naming rule, as texts: what they mean is
 * declared elsewhere. A whole implementation would be longer in starting than everything that is read here.
 */
final class EnvironmentConfig implements Config {
    private final Map<String, String> variables;

    EnvironmentConfig(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        String exact = variables.get(name);
        String text = exact == null ? variables.get(environmentName(name)) : exact;
        return Optional.ofNullable(text).filter(present -> !present.isBlank()).map(type::cast);
    }

    @Override
    public <T> T getValue(String name, Class<T> type) {
        return getOptionalValue(name, type)
                .orElseThrow(() -> new NoSuchElementException(environmentName(name) + " is not set"));
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return variables.keySet();
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        throw new UnsupportedOperationException("only values are read here");
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        throw new IllegalArgumentException("nothing is wrapped here");
    }

    /** Every character that is no letter, digit or underscore becomes an underscore, and letters become capitals. */
    private static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_").toUpperCase(Locale.ROOT);
    }
}
