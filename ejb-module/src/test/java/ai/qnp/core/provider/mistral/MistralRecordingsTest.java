package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.compatible.RecordingsContract;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

class MistralRecordingsTest extends RecordingsContract {
    @Override
    protected Provider provider() {
        return Mistral.provider();
    }

    @Override
    protected Map<String, FailureClass> errors() {
        return Map.ofEntries(
                Map.entry("mistral-0025", FailureClass.MODEL_NOT_FOUND),
                Map.entry("mistral-0029", FailureClass.INVALID_REQUEST),
                Map.entry("mistral-0030", FailureClass.INVALID_REQUEST),
                Map.entry("mistral-0032", FailureClass.INVALID_REQUEST),
                Map.entry("mistral-0034", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("mistral-0035", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("mistral-0037", FailureClass.INVALID_REQUEST),
                Map.entry("mistral-0038", FailureClass.RATE_LIMITED));
    }

    @Override
    protected Map<String, String> finishReasons() {
        return Map.ofEntries(Map.entry("model_length", "length"));
    }

    /** QNP itself refuses a request without a model. */
    @Override
    protected Map<String, String> notOpenAiRequests() {
        return Map.of("mistral-0034", "no model");
    }

    @Override
    protected Map<String, String> refusedRequests() {
        return Map.ofEntries(Map.entry("mistral-0029", "logprobs"), Map.entry("mistral-0030", "logprobs"));
    }

    /** Mistral's own embeddings: see MistralEmbeddingsTest. */
    @Override
    protected Predicate<Recording> runElsewhere() {
        return recording -> recording.path().endsWith("/embeddings");
    }

    @Override
    protected Set<String> changedFields() {
        return Set.of("messages", "tools", "tool_choice", "temperature", "reasoning_effort");
    }
}
