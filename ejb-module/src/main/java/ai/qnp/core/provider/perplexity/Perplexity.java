package ai.qnp.core.provider.perplexity;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.AnswerRules;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.ErrorRules;
import ai.qnp.core.provider.compatible.ErrorRules.Wording;
import ai.qnp.core.provider.compatible.MessageRules;
import ai.qnp.core.provider.compatible.Quirks;
import ai.qnp.core.provider.compatible.Quirks.OutputCap;
import ai.qnp.core.provider.compatible.RequestRules;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Perplexity's data sheet, from its API reference (docs.perplexity.ai/api-reference, read 2026-11). */
public final class Perplexity {
    private static final String NAME = "Perplexity";
    /** Its list is of the models of another address. */
    private static final @Nullable ModelListing NO_LISTING = null;

    /** The range ends before 2. */
    private static final double HIGHEST_TEMPERATURE = 1.99;

    /** How it searches, and what it gives back of that. */
    private static final Set<String> SEARCH_OPTIONS = Set.of(
            "search_mode",
            "search_domain_filter",
            "search_recency_filter",
            "search_language_filter",
            "search_after_date_filter",
            "search_before_date_filter",
            "last_updated_after_filter",
            "last_updated_before_filter",
            "search_context_size",
            "num_search_results",
            "disable_search",
            "enable_search_classifier",
            "safe_search",
            "language_preference",
            "return_images",
            "num_images",
            "image_domain_filter",
            "image_format_filter",
            "return_related_questions",
            "media_response",
            "country",
            "stream_mode");

    private static final String[] OPENAIS = {
        "model",
        "messages",
        "stream",
        "max_tokens",
        "stop",
        "temperature",
        "top_p",
        "top_k",
        "frequency_penalty",
        "presence_penalty",
        "response_format",
        "reasoning_effort",
        "web_search_options"
    };

    private static final ErrorRules ERRORS = new ErrorRules(
            Map.of("invalid_model", FailureClass.MODEL_NOT_FOUND),
            List.of(
                    Wording.of("invalid model\\b", FailureClass.MODEL_NOT_FOUND),
                    Wording.of("sonar is now the agent api\\b", FailureClass.MODEL_NOT_FOUND)));

    private Perplexity() {}

    /** Perplexity as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(profile(), quirks()).with(NO_LISTING);
    }

    private static ProviderProfile profile() {
        return new ProviderProfile(
                "perplexity",
                NAME,
                URI.create("https://api.perplexity.ai"),
                AuthScheme.BEARER,
                Map.of(),
                List.of("PERPLEXITY_API_KEY"),
                DefaultModels.ofChat("sonar"),
                SEARCH_OPTIONS,
                List.of());
    }

    private static Quirks quirks() {
        String[] taken =
                Stream.concat(Stream.of(OPENAIS), SEARCH_OPTIONS.stream()).toArray(String[]::new);
        return Quirks.STRICT
                .capAs(OutputCap.MAX_TOKENS)
                .withoutStreamOptions()
                .requests(
                        RequestRules.refuses(Feature.TOOLS, Feature.AUDIO, Feature.LOGPROBS),
                        RequestRules.oneChoice(),
                        MessageRules.refusesFunctionMessages(),
                        MessageRules.developerAsSystem(),
                        MessageRules.plainParts(),
                        FileParts::translate,
                        MessageRules.takesParts("text", "image_url", "file_url", "pdf_url", "video_url"),
                        Turns::arrange,
                        JsonInstruction::give,
                        MessageRules.keepsInMessages("role", "content"),
                        SearchLocation::flatten,
                        RequestRules.clamps("temperature", 0, HIGHEST_TEMPERATURE),
                        RequestRules.takesWords("reasoning_effort", "minimal", "low", "medium", "high"),
                        RequestRules.takesOnly(taken))
                .answers(AnswerRules.NONE
                        .counting(BilledUsage.RULE)
                        .rewriting(new Sources(), Sources.CITATIONS, Sources.SEARCH_RESULTS))
                .errors(ERRORS);
    }
}
