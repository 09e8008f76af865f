package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An installation with two providers: {@code alpha}, reached at an address of its own, and {@code beta} without a key. */
public final class TestPlatform {
    private TestPlatform() {}

    /** A picture of it. */
    public static Platform platform() {
        Credential own = new Credential(
                Credential.PLATFORM, "alpha", Secret.of("operator's"), URI.create("https://alpha.override/v1"));
        return new Platform(
                List.of(
                        new PlatformProvider(provider("alpha"), own, List.of()),
                        new PlatformProvider(provider("beta"), null, List.of())),
                new Catalogue("test", List.of(), Map.of()));
    }

    private static Provider provider(String id) {
        URI baseUrl = URI.create("https://" + id + ".example/v1");
        ProviderProfile profile = new ProviderProfile(
                id, id, baseUrl, AuthScheme.BEARER, Map.of(), List.of(), DefaultModels.NONE, Set.of(), List.of());
        return new Provider() {
            @Override
            public ProviderProfile profile() {
                return profile;
            }

            @Override
            public ChatTranslator chat() {
                throw new UnsupportedOperationException("nobody chats here");
            }

            @Override
            public ModelListing modelListing() {
                return ModelListing.OPENAI;
            }
        };
    }
}
