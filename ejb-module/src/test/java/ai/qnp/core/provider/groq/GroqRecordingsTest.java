package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.compatible.RecordingsContract;
import java.util.Map;
import java.util.Set;

class GroqRecordingsTest extends RecordingsContract {
    @Override
    protected Provider provider() {
        return Groq.provider();
    }

    @Override
    protected Map<String, FailureClass> errors() {
        return Map.ofEntries(
                Map.entry("groq-0004", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0005", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0006", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0009", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0012", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0014", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0015", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0018", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0019", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0021", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0023", FailureClass.INVALID_REQUEST),
                Map.entry("groq-0029", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("groq-0030", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("groq-0031", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("groq-0032", FailureClass.CREDENTIAL_REJECTED),
                Map.entry("groq-0033", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0035", FailureClass.MODEL_NOT_FOUND),
                Map.entry("groq-0037", FailureClass.RATE_LIMITED));
    }

    @Override
    protected Map<String, FailureClass> failingStreams() {
        return Map.ofEntries(Map.entry("groq-0040", FailureClass.INVALID_REQUEST));
    }

    @Override
    protected Set<String> changedFields() {
        return Set.of(
                "messages", "tools", "stream_options", "n", "max_tokens", "max_completion_tokens", "reasoning_format");
    }
}
