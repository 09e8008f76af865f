package ai.qnp.core.provider.together;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class TogetherContractTest extends ChatContract {
    /** Fields that no recording has and the API reference has (read 2026-11). */
    private static final Set<String> DOCUMENTED = Set.of(
            "logit_bias",
            "max_tokens",
            "reasoning_effort",
            "seed",
            "stop",
            "tool_choice.type",
            "messages[].tool_calls[].function",
            "messages[].tool_calls[].function.arguments",
            "messages[].tool_calls[].function.name",
            "messages[].tool_calls[].id",
            "messages[].tool_calls[].type",
            "messages[].tool_calls",
            "messages[].tool_call_id",
            "messages[].content[].type",
            "messages[].content[].text",
            "messages[].content[].image_url",
            "messages[].content[].image_url.url",
            "messages[].content[].image_url.detail",
            "response_format",
            "response_format.type",
            "response_format.json_schema",
            "response_format.json_schema.name",
            "response_format.json_schema.schema",
            "response_format.json_schema.strict",
            "functions",
            "functions[].description",
            "functions[].name",
            "functions[].parameters",
            "function_call",
            "n",
            "presence_penalty",
            "frequency_penalty",
            "temperature",
            "top_p");

    @Override
    protected Provider provider() {
        return Together.provider();
    }

    @Override
    protected String model() {
        return "openai/gpt-oss-120b";
    }

    @Override
    protected RequestShape shape() {
        return RecordedShape.of("together", DOCUMENTED);
    }
}
