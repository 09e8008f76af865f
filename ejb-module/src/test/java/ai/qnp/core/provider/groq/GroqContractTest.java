package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class GroqContractTest extends ChatContract {
    /** Fields that no recording has and the API reference has (read 2026-11). */
    private static final Set<String> DOCUMENTED = Set.of(
            "frequency_penalty",
            "messages[].content[].image_url.detail",
            "presence_penalty",
            "stop",
            "user",
            "functions",
            "functions[].description",
            "functions[].name",
            "functions[].parameters",
            "function_call");

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
