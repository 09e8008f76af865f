package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import java.net.URI;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a credential must be like before it is stored. */
final class CredentialRules {

    private static final int MAX_LABEL = 100;
    private static final int MAX_BASE_URL = 2_000;

    private CredentialRules() {}

    /**
     * Why it can't be stored, or null.
     *
     * @param servers which hosts it may name; null for none
     */
    static @Nullable ApiError refusal(NewCredential wanted, Platform platform, @Nullable Predicate<String> servers) {
        if (platform.provider(wanted.provider()) == null) {
            return ApiError.invalid("unknown_provider", ProviderNames.unknown(wanted.provider(), platform), "provider");
        }
        if (!wanted.apiKey().fitsAHeader()) {
            return invalid("'api_key' must be the provider's key: 1 to 4096 visible ASCII characters.", "api_key");
        }
        String label = wanted.label();
        if (label != null && !Texts.isShortLine(label, MAX_LABEL)) {
            return invalid("'label' must be one line of at most " + MAX_LABEL + " characters.", "label");
        }
        String baseUrl = wanted.baseUrl();
        if (baseUrl == null) {
            return null;
        }
        return refusal(baseUrl, servers);
    }

    private static @Nullable ApiError refusal(String baseUrl, @Nullable Predicate<String> servers) {
        if (servers == null) {
            return ApiError.invalid(
                    "unsupported_parameter",
                    "'base_url' is not allowed here. The operator can allow it with qnp.credentials.allow-base-url.",
                    "base_url");
        }
        if (!isServerRoot(baseUrl)) {
            return invalid(
                    "'base_url' must be the API's root, like https://llm.example.com/v1: http or https, a host,"
                            + " no user, query or fragment.",
                    "base_url");
        }
        return servers.test(URI.create(baseUrl.strip()).getHost())
                ? null
                : invalid(
                        "'base_url' must lead to a public address. The operator can allow others with"
                                + " qnp.credentials.allowed-addresses.",
                        "base_url");
    }

    private static boolean isServerRoot(String text) {
        if (text.length() > MAX_BASE_URL) {
            return false;
        }
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        return uri.getScheme() != null
                && Set.of("http", "https").contains(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    /** Without surrounding white space and trailing slashes. */
    static @Nullable String normalised(@Nullable String baseUrl) {
        return baseUrl == null ? null : baseUrl.strip().replaceFirst("/+$", "");
    }

    static @Nullable String blankToNull(@Nullable String label) {
        return label == null || label.isBlank() ? null : label.strip();
    }

    private static ApiError invalid(String message, String param) {
        return ApiError.invalid("invalid_value", message, param);
    }
}
