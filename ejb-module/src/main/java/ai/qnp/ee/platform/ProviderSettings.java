package ai.qnp.ee.platform;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads the providers' settings: {@code qnp.provider.<id>.api-key}, {@code .base-url}, {@code .models}, and the same under
 * {@code qnp.provider.custom.<name>}; as environment variables {@code QNP_PROVIDER_…}.
 */
final class ProviderSettings {
    private static final Pattern CUSTOM_ENVIRONMENT = Pattern.compile("QNP_PROVIDER_CUSTOM_([A-Z0-9_]+)_BASE_URL");
    private static final Pattern CUSTOM_PROPERTY =
            Pattern.compile("qnp\\.provider\\.custom\\.([a-z0-9_-]+)\\.base-url");

    private final Config config;

    ProviderSettings(Config config) {
        this.config = config;
    }

    /** The operator's credential for a vendor; null when there is no key for it. */
    @Nullable Credential platformCredential(ProviderProfile profile) {
        Secret key = key(profile);
        return key == null ? null : new Credential(Credential.PLATFORM, profile.id(), key, baseUrl(profile));
    }

    /** Where a vendor is reached: the operator's setting, else the vendor's own address. */
    URI baseUrl(ProviderProfile profile) {
        return setting("qnp.provider." + profile.id() + ".base-url")
                .map(ProviderSettings::address)
                .orElse(profile.baseUrl());
    }

    private @Nullable Secret key(ProviderProfile profile) {
        return Stream.concat(Stream.of("qnp.provider." + profile.id() + ".api-key"), profile.environmentKeys().stream())
                .flatMap(name -> setting(name).stream())
                .findFirst()
                .map(Secret::of)
                .orElse(null);
    }

    /** The names of the OpenAI-compatible providers that the operator added, in alphabetical order. */
    SortedSet<String> customNames() {
        SortedSet<String> names = new TreeSet<>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).forEach(property -> {
            for (Pattern pattern : List.of(CUSTOM_ENVIRONMENT, CUSTOM_PROPERTY)) {
                Matcher matcher = pattern.matcher(property);
                if (matcher.matches()) {
                    names.add(matcher.group(1).toLowerCase(Locale.ROOT));
                }
            }
        });
        return names;
    }

    /** Where a custom provider is reached. */
    URI customBaseUrl(String name) {
        return address(setting(custom(name, "base-url")).orElseThrow());
    }

    /** The key of a custom provider; null where it wants none. */
    @Nullable Secret customKey(String name) {
        return setting(custom(name, "api-key")).map(Secret::of).orElse(null);
    }

    /** The models that the operator lists for a provider, the first its default. */
    List<String> models(String prefix) {
        return setting(prefix + ".models").stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    /** Whether the demo answers though other providers are configured. */
    boolean demoWanted() {
        return setting("qnp.provider.demo.enabled").map(Boolean::valueOf).orElse(false);
    }

    static String custom(String name, String setting) {
        return "qnp.provider.custom." + name + "." + setting;
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(Predicate.not(String::isEmpty));
    }

    /** A base URL never ends in a slash, so that paths can be appended. */
    private static URI address(String text) {
        String trimmed = text;
        while (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        URI address = URI.create(trimmed);
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw new IllegalArgumentException("'" + text + "' is not an http or https address");
        }
        return address;
    }
}
