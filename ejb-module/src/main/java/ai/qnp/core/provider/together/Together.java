package ai.qnp.core.provider.together;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.AnswerRules;
import ai.qnp.core.provider.compatible.CompatibleEmbeddings;
import ai.qnp.core.provider.compatible.CompatibleImages;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.EmbeddingRules;
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

/** Together's data sheet, from its API reference (docs.together.ai/reference, read 2026-11). */
public final class Together {
    private static final String NAME = "Together";

    /** Together documents no limit; this many short texts stay far below what its gateway takes. */
    private static final int MAX_INPUTS = 256;

    private static final ErrorRules ERRORS = new ErrorRules(
            Map.of("model_not_available", FailureClass.MODEL_NOT_FOUND),
            List.of(
                    Wording.of("unable to access (?:non-serverless )?model ", FailureClass.MODEL_NOT_FOUND),
                    Wording.of(
                            "(?:input validation error: )?`inputs` tokens \\+ `max_new_tokens` must be",
                            FailureClass.CONTEXT_LENGTH_EXCEEDED),
                    Wording.of(
                            "the input \\(\\d{1,9} tokens\\) is longer than the model's context length",
                            FailureClass.CONTEXT_LENGTH_EXCEEDED)));

    private static final AnswerRules ANSWERS =
            AnswerRules.NONE.finishing(Map.of("eos", "stop")).rewriting(new TogetherWords(), "reasoning", "logprobs");

    private Together() {}

    /** Together as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(profile(), quirks())
                .with(new CompatibleEmbeddings(
                        NAME, new EmbeddingRules(MAX_INPUTS, false, false, null, Set.of()), ERRORS))
                .with(new CompatibleImages(NAME, new TogetherImages(), ERRORS));
    }

    private static ProviderProfile profile() {
        return new ProviderProfile(
                "together",
                NAME,
                URI.create("https://api.together.xyz/v1"),
                AuthScheme.BEARER,
                Map.of(),
                List.of("TOGETHER_API_KEY"),
                new DefaultModels(
                        "openai/gpt-oss-120b",
                        "intfloat/multilingual-e5-large-instruct",
                        "black-forest-labs/FLUX.1-schnell"),
                Set.of(
                        "context_length_exceeded_behavior",
                        "safety_model",
                        "compliance",
                        "steps",
                        "width",
                        "height",
                        "guidance_scale",
                        "negative_prompt",
                        "image_loras",
                        "reference_images",
                        "disable_safety_checker"),
                List.of());
    }

    private static Quirks quirks() {
        return Quirks.STRICT
                .capAs(OutputCap.MAX_TOKENS)
                .withoutStreamOptions()
                .requests(
                        RequestRules.refuses(Feature.AUDIO, Feature.FILES),
                        RequestRules.refuses("web_search_options"),
                        RequestRules.functionToolsOnly(),
                        RequestRules.sendsAllowedToolsOnly(),
                        MessageRules.developerAsSystem(),
                        MessageRules.refusalsAsText(),
                        MessageRules.keepsInMessages(
                                "role", "content", "name", "tool_calls", "tool_call_id", "function_call"),
                        MessageRules.plainToolCalls(),
                        MessageRules.plainParts(),
                        MessageRules.takesParts("text", "image_url", "video_url"),
                        MessageRules.plainTools(),
                        MessageRules.withoutStrict(),
                        MessageRules.givesParameters(),
                        TogetherRules::toolChoice,
                        TogetherRules::logprobs,
                        TogetherRules::effort,
                        RequestRules.wrapsStop(),
                        RequestRules.takesOnly(TogetherRules.TAKEN))
                .answers(ANSWERS)
                .errors(ERRORS);
    }
}
