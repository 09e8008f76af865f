package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class MistralContractTest extends ChatContract {
    /** In the vendor's API reference, though in no recorded request. */
    private static final Set<String> DOCUMENTED = Set.of(
            "n",
            "stream",
            "random_seed",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "stop[]",
            "metadata",
            "prediction",
            "prediction.type",
            "prediction.content",
            "response_format",
            "response_format.type",
            "response_format.json_schema",
            "response_format.json_schema.name",
            "response_format.json_schema.schema",
            "response_format.json_schema.strict",
            "tool_choice.type",
            "tool_choice.function",
            "tool_choice.function.name",
            "tools[].function.strict",
            "messages[].content[].input_audio",
            "messages[].content[].document_url",
            "messages[].content[].document_name",
            "messages[].prefix",
            "reasoning_effort",
            "parallel_tool_calls");

    @Override
    protected Provider provider() {
        return Mistral.provider();
    }

    @Override
    protected String model() {
        return "mistral-small-latest";
    }

    @Override
    protected RequestShape shape() {
        return RecordedShape.of("mistral", DOCUMENTED);
    }
}
