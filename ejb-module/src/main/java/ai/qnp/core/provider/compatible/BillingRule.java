package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ModelRequest;
import java.net.URI;

/** What a vendor's price depends on and its answers don't tell: see {@link ai.qnp.core.provider.Provider#billed}. */
@FunctionalInterface
public interface BillingRule {
    /** Nothing: the answers tell everything. */
    BillingRule NONE = (told, request, model, baseUrl) -> told;

    /** What the usage comes to in the light of what was asked. */
    TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl);
}
