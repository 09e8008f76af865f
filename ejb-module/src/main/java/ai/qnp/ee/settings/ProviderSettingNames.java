package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.CUSTOM;
import static ai.qnp.ee.settings.Topic.PROVIDERS;
import static ai.qnp.ee.settings.ValueType.address;
import static ai.qnp.ee.settings.ValueType.list;
import static ai.qnp.ee.settings.ValueType.secret;

import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The settings of providers, most of them once for each provider. */
public final class ProviderSettingNames {
    private static final String MODELS = "model names, separated by commas";

    public static final NamedSetting<Secret> API_KEY = new NamedSetting<>(Setting.optional(
            "qnp.provider.<id>.api-key",
            PROVIDERS,
            secret("the provider's key"),
            "the names below, else the provider is not used",
            "The key with which the platform calls the provider."));

    public static final NamedSetting<URI> BASE_URL = new NamedSetting<>(Setting.optional(
            "qnp.provider.<id>.base-url",
            PROVIDERS,
            address(),
            "the vendor's, below",
            "Where the provider is reached: its API root with the version path."));

    public static final NamedSetting<List<String>> MODELS_OF_VENDOR = new NamedSetting<>(Setting.optional(
            "qnp.provider.<id>.models",
            PROVIDERS,
            list(MODELS),
            "all models of the catalogue",
            "Which models the platform offers, the default first."));

    public static final NamedSetting<URI> CUSTOM_BASE_URL = new NamedSetting<>(Setting.optional(
            "qnp.provider.custom.<name>.base-url",
            CUSTOM,
            address(),
            "(this is what makes the provider)",
            "Where it is reached, with its version path: `http://127.0.0.1:11434/v1`."));

    public static final NamedSetting<Secret> CUSTOM_API_KEY = new NamedSetting<>(Setting.optional(
            "qnp.provider.custom.<name>.api-key",
            CUSTOM,
            secret("the server's key"),
            "none is sent",
            "Sent as `Authorization: Bearer`."));

    public static final NamedSetting<List<String>> CUSTOM_MODELS = new NamedSetting<>(Setting.optional(
            "qnp.provider.custom.<name>.models",
            CUSTOM,
            list(MODELS),
            "what its `GET /models` lists",
            "Which models it offers, the default first."));

    public static final Setting<Boolean> DEMO_ENABLED = Setting.of(
            "qnp.provider.demo.enabled",
            PROVIDERS,
            ValueType.yesOrNo(),
            "false",
            "`true`: the built-in offline provider `demo` stays though others are configured. While none is, it is always"
                    + " there.");

    private static final List<NamedSetting<?>> ALL = Stream.concat(
                    Stream.of(CUSTOM_BASE_URL, CUSTOM_API_KEY, CUSTOM_MODELS, API_KEY, BASE_URL, MODELS_OF_VENDOR),
                    Stream.concat(CallSettings.allOfAProvider().stream(), BreakerSettings.allOfAProvider().stream()))
            .toList();

    private ProviderSettingNames() {}

    /** Every setting that exists once for each provider. */
    public static List<NamedSetting<?>> all() {
        return ALL;
    }
}
