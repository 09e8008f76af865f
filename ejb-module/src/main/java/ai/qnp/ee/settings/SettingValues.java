package ai.qnp.ee.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set. Reads each time anew, so that what was read is as old as its reader wants. Every reading method
 * throws {@link BadSetting} for a value that can't be used; an empty one counts as left out.
 */
public final class SettingValues {
    private final Function<String, Optional<String>> lookup;

    /** Settings by that look-up of a property or environment name. */
    public SettingValues(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /** Settings from MicroProfile Config. */
    public static SettingValues of(Config config) {
        return new SettingValues(name -> config.getOptionalValue(name, String.class));
    }

    /** The value, else the default of a setting that has one. */
    public <T> T get(Setting<T> setting) {
        T value = orNull(setting);
        return Objects.requireNonNull(value, setting.property());
    }

    /** The value, else the default, else null. */
    public <T> @Nullable T orNull(Setting<T> setting) {
        String text = text(setting);
        if (text == null) {
            text = setting.defaultText();
        }
        return text == null ? null : setting.parse(text);
    }

    /** A server's own variables have the environment's names. */
    private @Nullable String text(Setting<?> setting) {
        return lookup.apply(setting.property())
                .or(() -> lookup.apply(setting.environmentName()))
                .filter(text -> !text.isBlank())
                .orElse(null);
    }
}
