package ai.qnp.ee.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting of the operator. Its environment name follows from its property by MicroProfile Config's rule.
 *
 * @param property the name in {@code qnp.properties} and in MicroProfile Config
 * @param topic where the documentation lists it
 * @param type what may be written
 * @param defaultText as it would be written; null when there is no value unless it is set
 * @param shownDefault the default for people
 * @param description what it does, for people
 */
public record Setting<T>(
        String property,
        Topic topic,
        ValueType<T> type,
        @Nullable String defaultText,
        String shownDefault,
        String description) {
    /** With a default value. */
    static <T> Setting<T> of(String property, Topic topic, ValueType<T> type, String defaultText, String description) {
        return new Setting<>(property, topic, type, defaultText, "`" + defaultText + "`", description);
    }

    /** Without one: the words say what happens then. */
    static <T> Setting<T> optional(
            String property, Topic topic, ValueType<T> type, String otherwise, String description) {
        return new Setting<>(property, topic, type, null, otherwise, description);
    }

    /** The environment variable that sets it. */
    public String environmentName() {
        return environmentName(property);
    }

    /** {@code qnp.timeout.idle-ms} becomes {@code QNP_TIMEOUT_IDLE_MS}. */
    static String environmentName(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /**
     * Reads a written value.
     *
     * @throws BadSetting when it is not of this setting's kind
     */
    T parse(String text) {
        try {
            return type.reader().apply(text.strip());
        } catch (IllegalArgumentException notOfThisKind) {
            String value = type.isSecret() ? " has a value that can't be used" : " is '" + oneLine(text) + "'";
            throw new BadSetting(
                    environmentName() + " (" + property + ")" + value + ": it must be "
                            + type.expected().replace("`", "'") + ".",
                    notOfThisKind);
        }
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}", " ");
        return line.length() > 100 ? line.substring(0, 100) + "…" : line;
    }
}
