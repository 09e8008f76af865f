package ai.qnp.lambda.runtime;

import ai.qnp.core.openai.JsonText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event that Lambda wants to have answered.
 *
 * @param requestId Lambda's own id of the invocation
 * @param deadline when Lambda ends the process
 * @param traceId X-Ray's header; null when it is off
 * @param document the event
 */
public record NextEvent(
        String requestId, Instant deadline, @Nullable String traceId, JsonText document) {
    /** Keeps keys and prompts out of logs. */
    @Override
    public String toString() {
        return "NextEvent[" + requestId + "]";
    }
}
