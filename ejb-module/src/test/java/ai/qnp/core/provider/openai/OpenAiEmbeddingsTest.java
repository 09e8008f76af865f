package ai.qnp.core.provider.openai;

import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.compatible.EmbeddingRecordingsContract;
import java.util.Map;

class OpenAiEmbeddingsTest extends EmbeddingRecordingsContract {
    @Override
    protected Provider provider() {
        return OpenAi.provider();
    }

    @Override
    protected Map<String, FailureClass> errors() {
        return Map.of(
                "openai-0042", FailureClass.INVALID_REQUEST,
                "openai-0066", FailureClass.CREDENTIAL_REJECTED,
                "openai-0067", FailureClass.CREDENTIAL_REJECTED,
                "openai-0081", FailureClass.MODEL_NOT_FOUND,
                "openai-0082", FailureClass.MODEL_NOT_FOUND,
                "openai-0084", FailureClass.MODEL_NOT_FOUND,
                "openai-0095", FailureClass.MODEL_NOT_FOUND,
                "openai-0105", FailureClass.MODEL_NOT_FOUND);
    }

    @Override
    protected Map<String, String> refusedByQnp() {
        return Map.of("openai-0042", "an encoding_format that nobody knows");
    }
}
