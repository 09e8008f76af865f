package ai.qnp.core.provider.deepseek;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.AnswerRules;
import ai.qnp.core.provider.compatible.CompatibleProvider;
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

/** DeepSeek's data sheet and where it differs. */
public final class DeepSeek {
    private static final ErrorRules ERRORS = new ErrorRules(
            Map.of(),
            List.of(
                    Wording.of("the supported api model names are", FailureClass.MODEL_NOT_FOUND),
                    Wording.of("model not exist", FailureClass.MODEL_NOT_FOUND)));

    private DeepSeek() {}

    /** DeepSeek as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(
                new ProviderProfile(
                        "deepseek",
                        "DeepSeek",
                        URI.create("https://api.deepseek.com/v1"),
                        AuthScheme.BEARER,
                        Map.of(),
                        List.of("DEEPSEEK_API_KEY"),
                        DefaultModels.ofChat("deepseek-flash"),
                        Set.of("thinking"),
                        List.of()),
                Quirks.NONE
                        .capAs(OutputCap.MAX_TOKENS)
                        .requests(requestRules())
                        .answers(AnswerRules.NONE.failingWith("insufficient_system_resource"))
                        .errors(ERRORS));
    }

    private static RequestRule[] requestRules() {
        return new RequestRule[] {
            RequestRules.sendsAllowedToolsOnly(),
            RequestRules.refuses(Feature.AUDIO, Feature.FILES),
            RequestRules.oneChoice(),
            RequestRules.refuses("functions", "function_call", "modalities", "audio", "web_search_options"),
            RequestRules.functionToolsOnly(),
            new SchemaAsInstruction(),
            new Thinking(),
            RequestRules.takesOnly(
                    "model",
                    "messages",
                    "thinking",
                    "reasoning_effort",
                    "frequency_penalty",
                    "presence_penalty",
                    "max_tokens",
                    "response_format",
                    "stop",
                    "stream",
                    "stream_options",
                    "temperature",
                    "top_p",
                    "tools",
                    "tool_choice",
                    "logprobs",
                    "top_logprobs"),
            MessageRules.refusesFunctionMessages(),
            MessageRules.developerAsSystem(),
            MessageRules.refusalsAsText(),
            MessageRules.plainParts(),
            MessageRules.keepsInMessages(
                    "role", "content", "name", "tool_calls", "tool_call_id", "prefix", "reasoning_content"),
            MessageRules.flattensText("system", "assistant", "tool"),
            MessageRules.plainToolCalls(),
            MessageRules.plainTools(),
            MessageRules.givesParameters(),
            MessageRules.withoutStrict(),
            new ReasoningOfToolTurns()
        };
    }
}
