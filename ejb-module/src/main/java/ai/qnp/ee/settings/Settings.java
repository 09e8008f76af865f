package ai.qnp.ee.settings;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** All settings of the server that exist once. Those of providers are in {@link ProviderSettingNames}. */
public final class Settings {
    private static final List<Setting<?>> ALL = Stream.<List<? extends Setting<?>>>of(
                    ServerSettingNames.all(),
                    AccessSettingNames.all(),
                    RequestSettingNames.all(),
                    UpstreamSettingNames.all(),
                    BillingSettingNames.all(),
                    List.of(ProviderSettingNames.DEMO_ENABLED),
                    FreeTierSettings.all(),
                    PaymentSettingNames.all(),
                    BreakerSettings.all(),
                    SignInSettingNames.all())
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private Settings() {}

    /** Every setting that exists once, in the documentation's order. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /**
     * Reads everything that is set, for nothing but to find a bad value before it does harm.
     *
     * @throws BadSetting for the first one
     */
    public static void check(Config config) {
        SettingValues values = SettingValues.of(config);
        ALL.forEach(values::orNull);
        for (NamedSetting<?> named : ProviderSettingNames.all()) {
            named.namesIn(config.getPropertyNames()).forEach(name -> values.orNull(named.of(name)));
        }
    }
}
