package ai.qnp.ee.platform;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.settings.ProviderSettingNames;
import ai.qnp.ee.settings.SettingValues;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The providers' settings, read anew each time. */
final class ProviderSettings {
    private final Config config;
    private final SettingValues values;

    ProviderSettings(Config config) {
        this.config = config;
        this.values = SettingValues.of(config);
    }

    /** The operator's credential for a vendor, at the address its data sheet has; null when there is no key for it. */
    @Nullable Credential platformCredential(ProviderProfile profile) {
        Secret key = key(profile);
        return key == null ? null : new Credential(Credential.PLATFORM, profile.id(), key, profile.baseUrl());
    }

    /** Where a vendor is reached: the operator's setting, else the vendor's own address. */
    URI baseUrl(ProviderProfile profile) {
        URI set = values.orNull(ProviderSettingNames.BASE_URL.of(profile.id()));
        return set == null ? profile.baseUrl() : set;
    }

    private @Nullable Secret key(ProviderProfile profile) {
        Secret set = values.orNull(ProviderSettingNames.API_KEY.of(profile.id()));
        return set == null ? keyUnderTheVendorsName(profile) : set;
    }

    private @Nullable Secret keyUnderTheVendorsName(ProviderProfile profile) {
        return profile.environmentKeys().stream()
                .flatMap(name -> config.getOptionalValue(name, String.class).stream())
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .findFirst()
                .map(Secret::of)
                .orElse(null);
    }

    /** The models that the operator lists for a vendor, the first its default. */
    List<String> models(ProviderProfile profile) {
        List<String> set = values.orNull(ProviderSettingNames.MODELS_OF_VENDOR.of(profile.id()));
        return Objects.requireNonNullElse(set, List.of());
    }

    /** The names of the OpenAI-compatible providers that the operator added, in alphabetical order. */
    SortedSet<String> customNames() {
        return ProviderSettingNames.CUSTOM_BASE_URL.namesIn(config.getPropertyNames());
    }

    /** Where a custom provider is reached; null when the setting is there and empty. */
    @Nullable URI customBaseUrl(String name) {
        return values.orNull(ProviderSettingNames.CUSTOM_BASE_URL.of(name));
    }

    /** The key of a custom provider; null where it wants none. */
    @Nullable Secret customKey(String name) {
        return values.orNull(ProviderSettingNames.CUSTOM_API_KEY.of(name));
    }

    /** The models that the operator lists for a custom provider, the first its default. */
    List<String> customModels(String name) {
        return Objects.requireNonNullElse(values.orNull(ProviderSettingNames.CUSTOM_MODELS.of(name)), List.of());
    }

    /** Whether the demo answers though other providers are configured. */
    boolean demoWanted() {
        return values.get(ProviderSettingNames.DEMO_ENABLED);
    }
}
