package ai.qnp.web.dashboard;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.ee.admin.SagePreferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The providers and models of this installation, as pages offer them. */
@Named
@ApplicationScoped
public class Offerings {
    private static final int MOST_SUGGESTIONS = 60;
    private static final long THOUSAND = 1_000;
    private static final long MILLION = 1_000_000;

    @Inject
    private Supplier<Platform> platform;

    /**
     * A provider.
     *
     * @param configured whether the operator's own credential is there
     * @param demo whether it only pretends
     * @param models how many are known
     * @param place the host that is asked; null for the demo and for one that is not configured
     */
    public record ProviderOffer(
            String id,
            String name,
            boolean configured,
            boolean demo,
            int models,
            @Nullable String place) {}

    /** All providers, those with an operator's credential first. */
    public List<ProviderOffer> getProviders() {
        Platform current = platform.get();
        List<ProviderOffer> offers = new ArrayList<>();
        current.providers().stream()
                .map(provider -> offer(provider, current.catalogue()))
                .filter(ProviderOffer::configured)
                .forEach(offers::add);
        current.providers().stream()
                .map(provider -> offer(provider, current.catalogue()))
                .filter(offer -> !offer.configured())
                .forEach(offers::add);
        return offers;
    }

    /** The name people know a provider by. */
    public String nameOf(@Nullable String providerId) {
        if (providerId == null) {
            return "–";
        }
        PlatformProvider provider = platform.get().provider(providerId);
        return provider == null ? providerId : provider.provider().profile().name();
    }

    /** The models of a provider whose names hold some text, the ones in service first. */
    List<String> models(String providerId, String text) {
        Platform current = platform.get();
        PlatformProvider provider = current.provider(providerId);
        if (provider == null) {
            return List.of();
        }
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Set<String> slugs = slugs(provider, current.catalogue());
        return slugs.stream()
                .filter(slug -> slug.toLowerCase(Locale.ROOT).contains(wanted))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    /** Context and price of a model in a few words; empty where nothing is known. */
    public String about(String providerId, String slug) {
        Model model = platform.get().catalogue().find(providerId, slug);
        if (model == null) {
            return "";
        }
        List<String> facts = new ArrayList<>();
        Long context = model.contextWindow();
        if (context != null) {
            facts.add(tokens(context));
        }
        Prices prices = model.prices();
        if (prices != null) {
            facts.add(price(prices.base().input()) + " / " + price(prices.base().output()));
        }
        LocalDate deprecatedOn = model.deprecatedOn();
        if (deprecatedOn != null) {
            facts.add(
                    deprecatedOn.isAfter(LocalDate.now(ZoneOffset.UTC))
                            ? Notices.text("models.retires", deprecatedOn)
                            : Notices.text("models.retired"));
        }
        return String.join(" · ", facts);
    }

    /** Sage's table, with what of it is passed over as things are. */
    List<SageLine> preferred(SagePreferences preferences) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Platform current = platform.get();
        return Arrays.stream(Intent.values())
                .map(intent -> SageLine.of(intent, preferences, current, today))
                .toList();
    }

    private static ProviderOffer offer(PlatformProvider provider, Catalogue catalogue) {
        ProviderProfile profile = provider.provider().profile();
        Credential credential = provider.credential();
        boolean demo = provider.provider().inProcess() != null;
        return new ProviderOffer(
                profile.id(),
                profile.name(),
                credential != null,
                demo,
                slugs(provider, catalogue).size(),
                credential == null || demo ? null : credential.baseUrl().getAuthority());
    }

    private static Set<String> slugs(PlatformProvider provider, Catalogue catalogue) {
        String defaultModel = provider.provider().profile().defaultModels().chat();
        Set<String> slugs = new LinkedHashSet<>();
        if (defaultModel != null) {
            slugs.add(defaultModel);
        }
        slugs.addAll(provider.listedModels());
        List<Model> known = catalogue.modelsOf(provider.id());
        known.stream()
                .filter(model -> model.deprecatedOn() == null)
                .map(Model::slug)
                .forEach(slugs::add);
        known.stream().map(Model::slug).forEach(slugs::add);
        return slugs;
    }

    private static String tokens(long count) {
        return count < MILLION ? count / THOUSAND + "K" : count / MILLION + "M";
    }

    private static String price(@Nullable BigDecimal perMillion) {
        return perMillion == null ? "–" : "$" + MoneyText.of(perMillion);
    }
}
