package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.ChatContract;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.RecordedShape;
import ai.qnp.core.provider.contract.RequestShape;
import java.util.Set;

class MistralContractTest extends ChatContract {
    /** Fields that no recording has and the API reference has (read 2026-11). */
    private static final Set<String> DOCUMENTED = Set.of(
            "messages[].content[].input_audio",
            "metadata",
            "prediction",
            "prediction.content",
            "prediction.type",
            "tools[].function.strict");

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
