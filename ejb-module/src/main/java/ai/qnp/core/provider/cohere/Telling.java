package ai.qnp.core.provider.cohere;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.StreamParts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chunks of one event. The role comes first, even where a server left the beginning out. */
final class Telling {
    private final StreamParts parts = new StreamParts();
    private AnswerFrame frame;
    private boolean begun;

    Telling(AnswerFrame frame, boolean begun) {
        this.frame = frame;
        this.begun = begun;
    }

    AnswerFrame frame() {
        return frame;
    }

    boolean begun() {
        return begun;
    }

    boolean anyReal() {
        return parts.anyReal();
    }

    List<StreamPart> all() {
        return parts.all();
    }

    /** The answer has an id; only the first beginning counts. */
    void begin(String id) {
        if (!begun) {
            frame = new AnswerFrame(id, frame.created(), frame.model());
            role();
        }
    }

    private void role() {
        if (!begun) {
            begun = true;
            parts.opening(frame, StreamParts.delta().put("role", "assistant").put("content", ""));
        }
    }

    void opening(ObjectNode delta) {
        role();
        parts.opening(frame, delta);
    }

    void real(ObjectNode delta, int characters) {
        real(delta, null, characters);
    }

    void real(ObjectNode delta, @Nullable JsonNode logprobs, int characters) {
        role();
        parts.real(frame, 0, delta, logprobs, characters);
    }

    void finish(String finishReason) {
        role();
        parts.finish(frame, finishReason);
    }

    void usage(TokenUsage usage) {
        parts.usage(frame, usage);
    }

    void failed(Failure failure) {
        parts.failed(failure);
    }
}
