package ai.qnp.core.provider.groq;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.AnswerRules;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.MessageRules;
import ai.qnp.core.provider.compatible.Quirks;
import ai.qnp.core.provider.compatible.Quirks.OutputCap;
import ai.qnp.core.provider.compatible.RequestRule;
import ai.qnp.core.provider.compatible.RequestRules;
import ai.qnp.core.provider.compatible.UsageRule;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groq's data sheet and where it differs. */
public final class Groq {
    private Groq() {}

    /** Groq as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(
                        new ProviderProfile(
                                "groq",
                                "Groq",
                                URI.create("https://api.groq.com/openai/v1"),
                                AuthScheme.BEARER,
                                Map.of(),
                                List.of("GROQ_API_KEY"),
                                DefaultModels.ofChat("openai/gpt-oss-120b"),
                                Set.of(
                                        "reasoning_format",
                                        "include_reasoning",
                                        "citation_options",
                                        "compound_custom",
                                        "disable_tool_validation",
                                        "documents",
                                        "search_settings",
                                        "include_domains",
                                        "exclude_domains"),
                                List.of()),
                        Quirks.NONE
                                .capAs(OutputCap.MAX_COMPLETION_TOKENS)
                                .requests(requestRules())
                                .answers(AnswerRules.NONE
                                        // flex costs what on-demand costs, and fails sooner
                                        .counting(UsageRule.ofTiers("on_demand", "flex"))
                                        .rewriting(
                                                new AnswerWords(),
                                                "reasoning",
                                                "executed_tools",
                                                AnswerWords.OWN_FIELD)))
                .billedBy(OwnTools::billed);
    }

    private static RequestRule[] requestRules() {
        return new RequestRule[] {
            RequestRules.sendsAllowedToolsOnly(),
            RequestRules.refusesCustomTools(),
            RequestRules.refuses(Feature.LOGPROBS, Feature.AUDIO, Feature.FILES),
            RequestRules.oneChoice(),
            RequestRules.refuses("modalities", "audio", "web_search_options"),
            RequestRules.drops("logprobs", "top_logprobs"),
            RequestRules.translates("service_tier", Map.of("default", "on_demand")),
            RequestRules.takesWords("service_tier", "auto", "on_demand", "flex", "performance"),
            new Reasoning(),
            RequestRules.takesOnly(
                    "model",
                    "messages",
                    "citation_options",
                    "compound_custom",
                    "disable_tool_validation",
                    "documents",
                    "exclude_domains",
                    "include_domains",
                    "search_settings",
                    "frequency_penalty",
                    "presence_penalty",
                    "function_call",
                    "functions",
                    "include_reasoning",
                    "reasoning_effort",
                    "reasoning_format",
                    "max_completion_tokens",
                    "parallel_tool_calls",
                    "response_format",
                    "seed",
                    "service_tier",
                    "stop",
                    "stream",
                    "stream_options",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_p",
                    "user"),
            RequestRules.clamps("temperature", 0, 2),
            MessageRules.developerAsSystem(),
            MessageRules.refusalsAsText(),
            MessageRules.plainParts(),
            MessageRules.keepsInMessages("role", "content", "tool_calls", "tool_call_id", "function_call"),
            MessageRules.flattensText("assistant", "tool"),
            MessageRules.plainToolCalls(),
            MessageRules.plainTools(),
            MessageRules.givesParameters(),
            MessageRules.withoutStrict()
        };
    }
}
