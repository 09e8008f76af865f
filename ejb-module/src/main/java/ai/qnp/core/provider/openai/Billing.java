package ai.qnp.core.provider.openai;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ModelRequest;
import java.net.URI;

/** What OpenAI's prices depend on and its answers don't tell. */
final class Billing {
    /** The usual lifetime is minutes; this one is beyond the twelve hours from which writing costs more. */
    private static final String LONG_RETENTION = "24h";

    private Billing() {}

    static TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl) {
        TokenUsage usage = told.on(terms(told.terms(), model, baseUrl));
        // only where it matters is the request looked at again
        boolean isKeptLong = usage.cacheWriteTokens() > 0
                && request instanceof ChatRequest chat
                && chat.tree().path("prompt_cache_retention").asString("").equals(LONG_RETENTION);
        return isKeptLong ? usage.with(TokenPart.LONG_CACHE_WRITE, usage.cacheWriteTokens()) : usage;
    }

    /** The search models on the chat end point search once for each request. */
    private static Terms terms(Terms told, String model, URI baseUrl) {
        Terms terms =
                model.contains("-search-api") && told.toolCalls().isEmpty() ? told.calling("web_search", 1) : told;
        return switch (String.valueOf(baseUrl.getHost())) {
            case "us.api.openai.com" -> terms.multipliedBy("region_us");
            case "eu.api.openai.com" -> terms.multipliedBy("region_eu");
            default -> terms;
        };
    }
}
