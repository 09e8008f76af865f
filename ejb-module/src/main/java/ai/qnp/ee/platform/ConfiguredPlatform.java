package ai.qnp.ee.platform;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Installed;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.vendors.Vendors;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.core.routing.sage.SageTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/** The platform as configured, read again on {@link #reload}. Safe from any thread. */
public final class ConfiguredPlatform implements Supplier<Platform> {
    private static final Logger LOG = Logger.getLogger(ConfiguredPlatform.class.getName());

    private final ProviderSettings settings;
    private final Supplier<Catalogue> prices;
    private final Supplier<SageTable> sage;
    private final Map<String, List<String>> upstreamLists = new HashMap<>();
    private volatile Picture current;

    /** A platform and what it was made of. */
    private record Picture(Platform platform, Catalogue catalogue) {}

    /** Reads the catalogue and the providers' settings; prefers the models of the default table. */
    public ConfiguredPlatform(Config config) {
        this(config, DefaultSage::table, shipped());
    }

    private static Supplier<Catalogue> shipped() {
        Catalogue catalogue = CatalogueReader.read(ShippedCatalogue.json());
        return () -> catalogue;
    }

    /**
     * Reads the providers' settings.
     *
     * @param sage the current table of preferred models
     * @param prices the current catalogue: the same object until there is a newer one
     */
    public ConfiguredPlatform(Config config, Supplier<SageTable> sage, Supplier<Catalogue> prices) {
        this.settings = new ProviderSettings(config);
        this.prices = prices;
        this.sage = sage;
        this.current = read();
    }

    @Override
    public Platform get() {
        Picture seen = current;
        return isCurrent(seen) ? seen.platform : renewed();
    }

    @SuppressWarnings("ReferenceEquality") // a catalogue is never changed: another one is another object
    private boolean isCurrent(Picture seen) {
        return seen.catalogue == prices.get();
    }

    private synchronized Platform renewed() {
        if (!isCurrent(current)) {
            current = read();
        }
        return current.platform;
    }

    /** Reads the providers' settings again. What can't be read stays out, and the log says why. */
    public synchronized void reload() {
        current = read();
    }

    /** Takes note of the models that an upstream itself lists. */
    public synchronized void listed(String provider, List<String> models) {
        upstreamLists.put(provider, List.copyOf(models));
        current = read();
    }

    private Picture read() {
        Catalogue catalogue = prices.get();
        List<PlatformProvider> providers = new ArrayList<>();
        List<Model> ownModels = new ArrayList<>();
        for (Provider vendor : Vendors.all()) {
            ownModels.addAll(vendor.profile().ownModels());
            providers.add(vendor(vendor, catalogue));
        }
        providers.addAll(custom());
        boolean noneConfigured = providers.stream().allMatch(provider -> provider.credential() == null);
        if (noneConfigured || settings.demoWanted()) {
            ownModels.addAll(Vendors.demo().profile().ownModels());
            providers.add(inProcess(Vendors.demo()));
        }
        return new Picture(new Platform(providers, catalogue.with(ownModels), sage), catalogue);
    }

    private PlatformProvider vendor(Provider vendor, Catalogue catalogue) {
        String id = vendor.profile().id();
        try {
            Provider reached = Installed.at(settings.baseUrl(vendor.profile()), vendor);
            return new PlatformProvider(
                    reached,
                    settings.platformCredential(reached.profile()),
                    settings.models(reached.profile()),
                    beyondTheCatalogue(id, catalogue));
        } catch (IllegalArgumentException badSetting) {
            LOG.log(Level.WARNING, "Provider {0} is left out: {1}", new Object[] {id, badSetting.getMessage()});
            return new PlatformProvider(vendor, null, List.of());
        }
    }

    private List<String> beyondTheCatalogue(String id, Catalogue catalogue) {
        return upstreamLists.getOrDefault(id, List.of()).stream()
                .filter(slug -> catalogue.find(id, slug) == null)
                .toList();
    }

    private static PlatformProvider inProcess(Provider vendor) {
        String id = vendor.profile().id();
        Credential credential =
                new Credential(Credential.PLATFORM, id, null, vendor.profile().baseUrl());
        return new PlatformProvider(vendor, credential, List.of());
    }

    private List<PlatformProvider> custom() {
        List<PlatformProvider> providers = new ArrayList<>();
        for (String name : settings.customNames()) {
            try {
                URI baseUrl = settings.customBaseUrl(name);
                if (baseUrl != null) {
                    providers.add(custom(name, baseUrl));
                }
            } catch (IllegalArgumentException badSetting) {
                LOG.log(Level.WARNING, "Provider {0} is left out: {1}", new Object[] {name, badSetting.getMessage()});
            }
        }
        return providers;
    }

    private PlatformProvider custom(String name, URI baseUrl) {
        Credential credential = new Credential(Credential.PLATFORM, name, settings.customKey(name), baseUrl);
        List<String> models = settings.customModels(name);
        return new PlatformProvider(
                CompatibleProvider.custom(name, baseUrl),
                credential,
                models.isEmpty() ? upstreamLists.getOrDefault(name, List.of()) : models);
    }
}
