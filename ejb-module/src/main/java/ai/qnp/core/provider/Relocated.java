package ai.qnp.core.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A vendor that this installation reaches at another address: a regional end point, a company's own gateway, a test's
 * upstream. Everything that goes to the vendor goes there, with the platform's credential or an account's own.
 */
public record Relocated(Provider vendor, ProviderProfile profile) implements Provider {
    /** The same vendor at that address. */
    public static Provider to(URI baseUrl, Provider vendor) {
        return new Relocated(vendor, vendor.profile().at(baseUrl));
    }

    @Override
    public ChatTranslator chat() {
        return vendor.chat();
    }

    @Override
    public @Nullable EmbeddingsTranslator embeddings() {
        return vendor.embeddings();
    }

    @Override
    public @Nullable ImagesTranslator images() {
        return vendor.images();
    }

    @Override
    public @Nullable ModelListing modelListing() {
        return vendor.modelListing();
    }

    @Override
    public @Nullable InProcessUpstream inProcess() {
        return vendor.inProcess();
    }
}
