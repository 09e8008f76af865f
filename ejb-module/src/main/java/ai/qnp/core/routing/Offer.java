package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.DefaultModels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * One provider that a grant may use: a step of its chain, or a platform provider.
 *
 * @param provider the provider
 * @param models slugs it is limited to; empty for all
 * @param credential null when the chain names one that does not exist (any more)
 * @param catalogue where aliases and models are looked up
 * @param step the chain's step, counted from 1; 0 without a chain
 * @param place how people call it: {@code step 2 (anthropic)}
 */
record Offer(
        PlatformProvider provider,
        List<String> models,
        @Nullable Credential credential,
        Catalogue catalogue,
        int step,
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
                        provider,
                        List.of(),
                        provider.credential(),
                        platform.catalogue(),
                        0,
                        "provider " + provider.id()))
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
                offers.add(new Offer(provider, step.models(), credential, platform.catalogue(), number, place));
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
        return knows(slug) || (models.isEmpty() && hasNoListAtAll());
    }

    private boolean knows(String slug) {
        if (!models.isEmpty()) {
            return limitedTo(slug);
        }
        return catalogue.find(provider.id(), slug) != null
                || provider.listedModels().contains(slug)
                || provider.foundModels().contains(slug);
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

    /** The model that stands for this provider when none is named; null when it has none for that endpoint. */
    @Nullable String defaultModel(Model.Mode mode) {
        if (!provider.serves(mode)) {
            return null;
        }
        List<String> named = models.isEmpty() ? provider.listedModels() : models;
        String first = firstFor(mode, named);
        if (first != null || !models.isEmpty()) {
            return first;
        }
        DefaultModels own = provider.provider().profile().defaultModels();
        return switch (mode) {
            case CHAT, RESPONSES -> own.chat() == null && named.isEmpty() ? UNKNOWN_DEFAULT : own.chat();
            case EMBEDDING -> own.embeddings();
            case IMAGE_GENERATION -> own.images();
        };
    }

    /** The model that a request falls back to here when another provider failed with the given one; null for none. */
    @Nullable String fallbackModel(Model.Mode mode, String failed) {
        if (mode != Model.Mode.EMBEDDING) {
            return defaultModel(mode);
        }
        // vectors of different models can't be compared, so only a model that was named will do
        return knows(failed) ? failed : models.isEmpty() ? null : defaultModel(mode);
    }

    private @Nullable String firstFor(Model.Mode mode, List<String> slugs) {
        for (String slug : slugs) {
            Model known = catalogue.find(provider.id(), slug);
            if (known == null || endpointOf(known.mode()) == mode) {
                return slug;
            }
        }
        return null;
    }

    /** A model that the catalogue knows from another endpoint of the vendor is asked on the one for chats. */
    private static Model.Mode endpointOf(Model.Mode mode) {
        return mode == Model.Mode.RESPONSES ? Model.Mode.CHAT : mode;
    }

    /** The slugs that can be used here, as far as they are known. */
    List<String> knownModels() {
        if (!models.isEmpty()) {
            return models;
        }
        SequencedSet<String> slugs = new LinkedHashSet<>(provider.listedModels());
        catalogue.modelsOf(provider.id()).stream()
                .filter(model -> provider.serves(model.mode()))
                .map(Model::slug)
                .forEach(slugs::add);
        slugs.addAll(provider.foundModels());
        return List.copyOf(slugs);
    }
}
