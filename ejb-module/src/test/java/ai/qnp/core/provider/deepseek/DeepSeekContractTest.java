package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class DeepSeekContractTest extends ChatContract {
    /** Fields that no recording has and the API reference has (read 2026-11). */
    private static final Set<String> DOCUMENTED = Set.of(
            "messages[].name",
            "messages[].content[].image_url.detail",
            "messages[].content[].image_url.url",
            "messages[].content[].image_url",
            "presence_penalty",
            "frequency_penalty",
            "response_format",
            "response_format.type",
            "top_p");

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
