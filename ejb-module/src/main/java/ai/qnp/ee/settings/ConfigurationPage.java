package ai.qnp.ee.settings;

import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of docs/configuration.md, made from the declarations. */
public final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration

            <!-- Made from the declarations in ai.qnp.ee.settings; do not edit. A test says how to make it again. -->

            A setting is a flag of `./qnp run`, an environment variable, or a line `property=value` in the optional file
            `qnp.properties` in the data directory. A flag outranks the environment, the environment the file. An empty
            value counts as left out. Settings are read at the start; a value that can't be used stops it with one line that
            says why.

            `./qnp doctor` checks the machine, the database and the providers with the settings it finds.
            """;

    private ConfigurationPage() {}

    /** The page, given the vendors that have settings. */
    public static String text(List<Provider> vendors) {
        StringBuilder page = new StringBuilder(HEAD);
        for (Topic topic : Topic.values()) {
            page.append("\n## ").append(topic.heading()).append("\n\n");
            if (!topic.words().isEmpty()) {
                page.append(topic.words()).append('\n');
            }
            page.append("| environment variable | property | must be | without it | what it does |\n");
            page.append("| --- | --- | --- | --- | --- |\n");
            rows(topic).forEach(page::append);
            if (topic == Topic.PROVIDERS) {
                page.append(vendorTable(vendors));
            }
        }
        return page.toString();
    }

    private static Stream<String> rows(Topic topic) {
        Stream<String> named = ProviderSettingNames.all().stream()
                .filter(setting -> setting.pattern().topic() == topic)
                .map(setting -> row(setting.pattern(), setting.environmentPattern()));
        Stream<String> single = Settings.all().stream()
                .filter(setting -> setting.topic() == topic)
                .map(setting -> row(setting, setting.environmentName()));
        return Stream.concat(named, single);
    }

    private static String row(Setting<?> setting, String variable) {
        return cells(
                "`" + variable + "`",
                "`" + setting.property() + "`",
                setting.type().expected(),
                setting.shownDefault(),
                setting.description());
    }

    private static String vendorTable(List<Provider> vendors) {
        return "\n| `<id>` | vendor | base URL | key is also taken from |\n| --- | --- | --- | --- |\n"
                + vendors.stream()
                        .map(Provider::profile)
                        .map(ConfigurationPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(ProviderProfile profile) {
        return cells(
                "`" + profile.id() + "`",
                profile.name(),
                "`" + profile.baseUrl() + "`",
                profile.environmentKeys().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")));
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells).replace("\n", " ") + " |\n";
    }
}
