package ai.qnp.ee.settings;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that exists once for each name, such as a provider's key.
 *
 * @param pattern the declaration, whose property has a placeholder for the name: {@code qnp.provider.<id>.api-key}
 */
public record NamedSetting<T>(Setting<T> pattern) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z]+>");

    /** The setting of one name. */
    public Setting<T> of(String name) {
        String property = PLACEHOLDER.matcher(pattern.property()).replaceFirst(Matcher.quoteReplacement(name));
        return new Setting<>(
                property,
                pattern.topic(),
                pattern.type(),
                pattern.defaultText(),
                pattern.shownDefault(),
                pattern.description());
    }

    /** The environment variable, with the placeholder in it. */
    String environmentPattern() {
        String[] around = PLACEHOLDER.split(pattern.property(), 2);
        Matcher placeholder = PLACEHOLDER.matcher(pattern.property());
        String name = placeholder.find() ? placeholder.group().toUpperCase(Locale.ROOT) : "";
        return Setting.environmentName(around[0]) + name + Setting.environmentName(around[1]);
    }

    /** The names for which it is set, given the names of all that is set; in alphabetical order. */
    public SortedSet<String> namesIn(Iterable<String> properties) {
        String[] around = PLACEHOLDER.split(pattern.property(), 2);
        Pattern property = Pattern.compile(Pattern.quote(around[0]) + "([a-z0-9_-]+)" + Pattern.quote(around[1]));
        Pattern variable = Pattern.compile(
                Setting.environmentName(around[0]) + "([A-Z0-9_]+)" + Setting.environmentName(around[1]));
        SortedSet<String> names = new TreeSet<>();
        for (String each : properties) {
            for (Matcher matcher : new Matcher[] {property.matcher(each), variable.matcher(each)}) {
                if (matcher.matches()) {
                    names.add(matcher.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }
}
