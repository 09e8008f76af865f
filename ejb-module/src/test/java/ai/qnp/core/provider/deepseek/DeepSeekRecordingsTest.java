package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.compatible.RecordingsContract;
import java.util.Map;
import java.util.Set;

class DeepSeekRecordingsTest extends RecordingsContract {
    @Override
    protected Provider provider() {
        return DeepSeek.provider();
    }

    @Override
    protected Map<String, FailureClass> errors() {
        return Map.ofEntries(
                Map.entry("deepseek-0010", FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Map.entry("deepseek-0011", FailureClass.MODEL_NOT_FOUND),
                Map.entry("deepseek-0015", FailureClass.INVALID_REQUEST),
                Map.entry("deepseek-0017", FailureClass.INVALID_REQUEST),
                Map.entry("deepseek-0018", FailureClass.INVALID_REQUEST),
                Map.entry("deepseek-0020", FailureClass.INVALID_REQUEST),
                Map.entry("deepseek-0021", FailureClass.CREDENTIAL_REJECTED));
    }

    @Override
    protected Map<String, String> refusedRequests() {
        return Map.ofEntries(Map.entry("deepseek-0017", "messages"));
    }

    @Override
    protected Set<String> changedFields() {
        return Set.of("messages", "tools", "stream_options", "n", "seed", "parallel_tool_calls");
    }
}
