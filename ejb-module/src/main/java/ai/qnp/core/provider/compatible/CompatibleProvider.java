package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A provider that speaks OpenAI's own words. */
public record CompatibleProvider(ProviderProfile profile, ChatTranslator chat) implements Provider {
    @Override
    public ModelListing modelListing() {
        return ModelListing.OPENAI;
    }

    /** A vendor known by its data sheet and its differences. */
    public static Provider of(ProviderProfile profile, Quirks quirks) {
        return new CompatibleProvider(profile, new CompatibleTranslator(quirks));
    }

    /**
     * A server that an operator names: anything that answers {@code /chat/completions} below its base URL.
     *
     * @param id the provider id, in lower case
     * @param baseUrl the API root with its version path
     */
    public static Provider custom(String id, URI baseUrl) {
        return of(
                new ProviderProfile(
                        id,
                        id,
                        baseUrl,
                        AuthScheme.BEARER,
                        Map.of(),
                        List.of(),
                        DefaultModels.NONE,
                        Set.of(),
                        List.of()),
                Quirks.NONE);
    }
}
