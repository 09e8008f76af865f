package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class DeepSeekContractTest extends ChatContract {
    /** In the vendor's API reference, though in no recorded request. */
    private static final Set<String> DOCUMENTED = Set.of(
            "temperature",
            "top_p",
            "presence_penalty",
            "frequency_penalty",
            "stop",
            "stop[]",
            "response_format",
            "response_format.type",
            "messages[].name",
            "messages[].reasoning_content",
            "reasoning_effort",
            "thinking",
            "thinking.type",
            "messages[].content[].image_url",
            "messages[].content[].image_url.url",
            "messages[].content[].image_url.detail",
            "logprobs",
            "top_logprobs",
            "stream_options",
            "stream_options.include_usage");

    @Override
    protected Provider provider() {
        return DeepSeek.provider();
    }

    @Override
    protected String model() {
        return "deepseek-flash";
    }

    @Override
    protected RequestShape shape() {
        return RecordedShape.of("deepseek", DOCUMENTED);
    }
}
