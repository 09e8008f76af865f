package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ModelRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A vendor as this installation knows it: with a data sheet adapted to where the vendor is reached (a regional end point,
 * a company's own gateway, a test's upstream) and to which other vendors there are.
 */
public record Installed(Provider vendor, ProviderProfile profile) implements Provider {
    /** The same vendor at another address: everything that goes to it goes there, whoever's credential it is. */
    public static Provider at(URI baseUrl, Provider vendor) {
        return new Installed(vendor, vendor.profile().at(baseUrl));
    }

    /** The same vendors, each knowing which request fields are the others' alone. */
    public static List<Provider> among(List<Provider> vendors) {
        Set<String> owned = new HashSet<>();
        vendors.forEach(vendor -> owned.addAll(vendor.profile().ownFields()));
        return vendors.stream()
                .<Provider>map(vendor -> new Installed(vendor, vendor.profile().beside(owned)))
                .toList();
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
    public TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl) {
        return vendor.billed(told, request, model, baseUrl);
    }

    @Override
    public @Nullable InProcessUpstream inProcess() {
        return vendor.inProcess();
    }
}
