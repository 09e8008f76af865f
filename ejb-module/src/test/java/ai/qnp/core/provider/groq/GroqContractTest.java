package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class GroqContractTest extends ChatContract {
    /** In the vendor's API reference, though in no recorded request. */
    private static final Set<String> DOCUMENTED = Set.of(
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "stop[]",
            "user",
            "functions",
            "functions[].name",
            "functions[].description",
            "functions[].parameters",
            "function_call",
            "function_call.name",
            "stream_options",
            "stream_options.include_usage",
            "parallel_tool_calls",
            "max_completion_tokens",
            "messages[].content[].image_url.detail",
            "messages[].function_call");

    @Override
    protected Provider provider() {
        return Groq.provider();
    }

    @Override
    protected String model() {
        return "openai/gpt-oss-120b";
    }

    @Override
    protected RequestShape shape() {
        return RecordedShape.of("groq", DOCUMENTED);
    }
}
