package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.PriceFields;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import org.jspecify.annotations.Nullable;

/** What an operator's prices must be like before they are stored. */
final class PriceRules {
    private static final int MAX_MODEL_LENGTH = 200;

    private PriceRules() {}

    /** What is wrong; null when nothing is. */
    static @Nullable ApiError problem(String provider, String model, Prices prices, Platform platform) {
        if (platform.provider(provider) == null) {
            return ApiError.invalid("unknown_provider", ProviderNames.unknown(provider, platform), "provider");
        }
        if (model.isBlank() || !Texts.isShortLine(model, MAX_MODEL_LENGTH)) {
            return ApiError.invalid(
                    "invalid_value",
                    "A model must be one line of at most " + MAX_MODEL_LENGTH + " characters.",
                    "model");
        }
        return PriceFields.byPath(prices).isEmpty()
                ? ApiError.invalid("invalid_value", "'prices' must have at least one price.", "prices")
                : null;
    }
}
