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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
    private static final String CATALOGUE = "/ai/qnp/core/catalogue/models.json";

    private final ProviderSettings settings;
    private final Catalogue catalogue;
    private final Supplier<SageTable> sage;
    private final Map<String, List<String>> upstreamLists = new HashMap<>();
    private volatile Platform current;

    /** Reads the catalogue and the providers' settings; prefers the models of the default table. */
    public ConfiguredPlatform(Config config) {
        this(config, DefaultSage::table);
    }

    /**
     * Reads the catalogue and the providers' settings.
     *
     * @param sage the current table of preferred models
     */
    public ConfiguredPlatform(Config config, Supplier<SageTable> sage) {
        this.settings = new ProviderSettings(config);
        this.catalogue = readCatalogue();
        this.sage = sage;
        this.current = read();
    }

    @Override
    public Platform get() {
        return current;
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

    private Platform read() {
        List<PlatformProvider> providers = new ArrayList<>();
        List<Model> ownModels = new ArrayList<>();
        for (Provider vendor : Vendors.all()) {
            ownModels.addAll(vendor.profile().ownModels());
            providers.add(vendor(vendor));
        }
        providers.addAll(custom());
        boolean noneConfigured = providers.stream().allMatch(provider -> provider.credential() == null);
        if (noneConfigured || settings.demoWanted()) {
            ownModels.addAll(Vendors.demo().profile().ownModels());
            providers.add(inProcess(Vendors.demo()));
        }
        return new Platform(providers, catalogue.with(ownModels), sage);
    }

    private PlatformProvider vendor(Provider vendor) {
        String id = vendor.profile().id();
        try {
            Provider reached = Installed.at(settings.baseUrl(vendor.profile()), vendor);
            return new PlatformProvider(
                    reached,
                    settings.platformCredential(reached.profile()),
                    settings.models(reached.profile()),
                    beyondTheCatalogue(id));
        } catch (IllegalArgumentException badSetting) {
            LOG.log(Level.WARNING, "Provider {0} is left out: {1}", new Object[] {id, badSetting.getMessage()});
            return new PlatformProvider(vendor, null, List.of());
        }
    }

    private List<String> beyondTheCatalogue(String id) {
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

    private static Catalogue readCatalogue() {
        try (InputStream json = ConfiguredPlatform.class.getResourceAsStream(CATALOGUE)) {
            if (json == null) {
                throw new IllegalStateException("the application lacks its catalogue " + CATALOGUE);
            }
            return CatalogueReader.read(json.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
