package ai.qnp.core.provider.mistral;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.AnswerRules;
import ai.qnp.core.provider.compatible.CompatibleEmbeddings;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.EmbeddingRules;
import ai.qnp.core.provider.compatible.ErrorRules;
import ai.qnp.core.provider.compatible.ErrorRules.Wording;
import ai.qnp.core.provider.compatible.MessageRules;
import ai.qnp.core.provider.compatible.Quirks;
import ai.qnp.core.provider.compatible.Quirks.OutputCap;
import ai.qnp.core.provider.compatible.RequestRule;
import ai.qnp.core.provider.compatible.RequestRules;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mistral's data sheet and where it differs. */
public final class Mistral {
    private static final String NAME = "Mistral";

    private static final ErrorRules ERRORS = new ErrorRules(
            Map.of("invalid_model", FailureClass.MODEL_NOT_FOUND),
            List.of(
                    Wording.of(
                            "prompt contains \\d+ tokens.{0,80}too large for model",
                            FailureClass.CONTEXT_LENGTH_EXCEEDED),
                    Wording.of(
                            "(?:the number of )?(?:prompt )?tokens (?:in the prompt )?.{0,20}exceeds? the model's maximum",
                            FailureClass.CONTEXT_LENGTH_EXCEEDED)));

    private Mistral() {}

    /** Mistral as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(
                        new ProviderProfile(
                                "mistral",
                                NAME,
                                URI.create("https://api.mistral.ai/v1"),
                                AuthScheme.BEARER,
                                Map.of(),
                                List.of("MISTRAL_API_KEY"),
                                new DefaultModels("mistral-small-latest", "mistral-embed", null),
                                Set.of(
                                        "random_seed",
                                        "safe_prompt",
                                        "prompt_mode",
                                        "guardrails",
                                        "document_image_limit",
                                        "document_page_limit",
                                        "output_dimension",
                                        "output_dtype"),
                                List.of()),
                        // usage comes without being asked for
                        Quirks.NONE
                                .capAs(OutputCap.MAX_TOKENS)
                                .withoutStreamOptions()
                                .requests(requestRules())
                                .answers(AnswerRules.NONE
                                        .finishing(Map.of("model_length", "length"))
                                        .failingWith("error")
                                        .counting(BilledUsage.RULE)
                                        .rewriting(new ContentLists()))
                                .errors(ERRORS))
                .with(new CompatibleEmbeddings(
                        NAME,
                        new EmbeddingRules(
                                256,
                                false,
                                false,
                                "output_dimension",
                                Set.of("output_dimension", "output_dtype", "metadata")),
                        ERRORS));
    }

    private static RequestRule[] requestRules() {
        return new RequestRule[] {
            RequestRules.sendsAllowedToolsOnly(),
            RequestRules.refusesCustomTools(),
            RequestRules.refuses(Feature.LOGPROBS),
            RequestRules.refuses("functions", "function_call", "modalities", "audio", "web_search_options"),
            RequestRules.drops("logprobs", "top_logprobs"),
            RequestRules.renames("seed", "random_seed"),
            RequestRules.translates("tool_choice", Map.of("required", "any")),
            new ReasoningEffort(),
            RequestRules.takesOnly(
                    "model",
                    "messages",
                    "temperature",
                    "top_p",
                    "max_tokens",
                    "stream",
                    "stop",
                    "random_seed",
                    "metadata",
                    "response_format",
                    "tools",
                    "tool_choice",
                    "presence_penalty",
                    "frequency_penalty",
                    "n",
                    "prediction",
                    "parallel_tool_calls",
                    "reasoning_effort",
                    "prompt_mode",
                    "guardrails",
                    "prompt_cache_key",
                    "safe_prompt",
                    "document_image_limit",
                    "document_page_limit"),
            RequestRules.clamps("temperature", 0, 1.5),
            MessageRules.refusesFunctionMessages(),
            MessageRules.developerAsSystem(),
            MessageRules.refusalsAsText(),
            MessageRules.plainParts(),
            MessageRules.keepsInMessages("role", "content", "tool_calls", "tool_call_id", "prefix"),
            MessageRules.plainToolCalls(),
            MessageRules.plainTools(),
            MessageRules.givesParameters(),
            new ContentParts(),
            new ToolCallIds(),
            new LastMessage()
        };
    }
}
