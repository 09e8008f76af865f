package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Credential;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider that a grant may use: a step of its chain, or a platform provider.
 *
 * @param provider the provider
 * @param models slugs it is limited to; empty for all
 * @param credential null when the chain names one that does not exist (any more)
 * @param catalogue where aliases and models are looked up
 * @param place how people call it: {@code step 2 (anthropic)}
 */
record Offer(
        PlatformProvider provider,
        List<String> models,
        @Nullable Credential credential,
        Catalogue catalogue,
        String place) {
    /** What an upstream is asked for when nobody, not even itself, says which models it has. Some serve any name. */
    private static final String UNKNOWN_DEFAULT = "default";

    /** All that a grant may use, in order. Chain steps of a provider that is not there any more are left out. */
    static List<Offer> of(Grant grant, Platform platform) {
        return grant.chain().isEmpty() ? ofPlatform(platform) : ofChain(grant, platform);
    }

    private static List<Offer> ofPlatform(Platform platform) {
        return platform.providers().stream()
                .filter(provider -> provider.credential() != null)
                .map(provider -> new Offer(
                        provider, List.of(), provider.credential(), platform.catalogue(), "provider " + provider.id()))
                .toList();
    }

    private static List<Offer> ofChain(Grant grant, Platform platform) {
        List<Offer> offers = new ArrayList<>();
        int number = 0;
        for (ChainStep step : grant.chain()) {
            number++;
            PlatformProvider provider = platform.provider(step.provider());
            if (provider != null) {
                Credential credential = step.credential().equals(Credential.PLATFORM)
                        ? provider.credential()
                        : grant.credentials().get(step.credential());
                String place = "step " + number + " (" + step.provider() + ")";
                offers.add(new Offer(provider, step.models(), credential, platform.catalogue(), place));
            }
        }
        return offers;
    }

    /** Whether {@code provider/slug} may go here. A slug nobody knows may: the vendor can have newer models. */
    boolean accepts(String providerId, String slug) {
        return provider.id().equals(providerId) && (models.isEmpty() || limitedTo(slug));
    }

    /** Whether a slug alone is meant for this provider. */
    boolean lists(String slug) {
        if (!models.isEmpty()) {
            return limitedTo(slug);
        }
        return catalogue.find(provider.id(), slug) != null
                || provider.listedModels().contains(slug)
                || hasNoListAtAll();
    }

    private boolean limitedTo(String slug) {
        String wanted = catalogue.resolve(provider.id(), slug);
        return models.stream()
                .anyMatch(model -> catalogue.resolve(provider.id(), model).equals(wanted));
    }

    private boolean hasNoListAtAll() {
        return provider.listedModels().isEmpty()
                && catalogue.modelsOf(provider.id()).isEmpty();
    }

    /** The model that stands for this provider when none is named. */
    String defaultModel() {
        if (!models.isEmpty()) {
            return models.getFirst();
        }
        if (!provider.listedModels().isEmpty()) {
            return provider.listedModels().getFirst();
        }
        String own = provider.provider().profile().defaultModels().chat();
        return own == null ? UNKNOWN_DEFAULT : own;
    }

    /** The slugs that can be used here, as far as they are known. */
    List<String> knownModels() {
        if (!models.isEmpty()) {
            return models;
        }
        List<String> slugs = new ArrayList<>(provider.listedModels());
        catalogue.modelsOf(provider.id()).stream()
                .filter(model -> model.mode() == Model.Mode.CHAT)
                .map(Model::slug)
                .filter(slug -> !slugs.contains(slug))
                .forEach(slugs::add);
        return slugs;
    }
}
