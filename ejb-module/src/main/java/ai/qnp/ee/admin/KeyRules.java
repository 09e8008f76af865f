package ai.qnp.ee.admin;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.ReferrerPattern;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a key's settings must be like before they are stored.
 *
 * @param platform the providers of this installation
 * @param credentialProviders the account's own credentials: id to provider
 */
record KeyRules(Platform platform, Map<String, String> credentialProviders) {
    private static final int MAX_NAME = 100;
    private static final int MAX_STEPS = 20;
    private static final int MAX_MODELS = 100;
    private static final int MAX_MODEL_LENGTH = 200;
    private static final int MAX_ENTRIES = 100;

    /** Why they can't be stored, or null. */
    @Nullable ApiError refusal(KeySettings settings) {
        if (settings.name().isBlank() || !Texts.isShortLine(settings.name(), MAX_NAME)) {
            return invalid("'name' must be one line of 1 to " + MAX_NAME + " characters.", "name");
        }
        if (settings.permissions().isEmpty()) {
            return invalid(
                    "'permissions' must name at least one of chat, embeddings, images; leave it out for all.",
                    "permissions");
        }
        ApiError refusal = chainRefusal(settings.chain());
        if (refusal == null) {
            refusal = entriesRefusal(settings.allowedIps(), "allowed_ips", AddressRange::parse);
        }
        if (refusal == null) {
            refusal = entriesRefusal(settings.allowedReferrers(), "allowed_referrers", ReferrerPattern::parse);
        }
        return refusal;
    }

    /** Why a chain can't be used, or null. */
    @Nullable ApiError chainRefusal(List<ChainStep> chain) {
        if (chain.size() > MAX_STEPS) {
            return invalid("'chain' can have at most " + MAX_STEPS + " steps.", "chain");
        }
        for (int i = 0; i < chain.size(); i++) {
            ApiError refusal = stepRefusal(chain.get(i), "chain[" + i + "]");
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable ApiError stepRefusal(ChainStep step, String param) {
        if (platform.provider(step.provider()) == null) {
            return ApiError.invalid(
                    "unknown_provider", ProviderNames.unknown(step.provider(), platform), param + ".provider");
        }
        if (step.models().size() > MAX_MODELS) {
            return invalid("A step can name at most " + MAX_MODELS + " models.", param + ".models");
        }
        for (String model : step.models()) {
            if (model.isBlank() || !Texts.isShortLine(model, MAX_MODEL_LENGTH)) {
                return invalid(
                        "'models' must list model names of 1 to " + MAX_MODEL_LENGTH + " characters.",
                        param + ".models");
            }
        }
        return credentialRefusal(step, param + ".credential");
    }

    private @Nullable ApiError credentialRefusal(ChainStep step, String param) {
        if (step.credential().equals(Credential.PLATFORM)) {
            return null;
        }
        String provider = credentialProviders.get(step.credential());
        if (provider == null) {
            return ApiError.invalid(
                    "unknown_credential",
                    "There is no credential '" + step.credential()
                            + "'. Use the id of one of your credentials, or \"platform\".",
                    param);
        }
        return provider.equals(step.provider())
                ? null
                : invalid(
                        "The credential '" + step.credential() + "' is for " + provider + ", the step is for "
                                + step.provider() + ".",
                        param);
    }

    private static @Nullable ApiError entriesRefusal(List<String> entries, String param, Consumer<String> parse) {
        if (entries.size() > MAX_ENTRIES) {
            return invalid("'" + param + "' can have at most " + MAX_ENTRIES + " entries.", param);
        }
        for (int i = 0; i < entries.size(); i++) {
            try {
                parse.accept(entries.get(i));
            } catch (IllegalArgumentException malformed) {
                return invalid(String.valueOf(malformed.getMessage()), param + "[" + i + "]");
            }
        }
        return null;
    }

    private static ApiError invalid(String message, String param) {
        return ApiError.invalid("invalid_value", message, param);
    }
}
