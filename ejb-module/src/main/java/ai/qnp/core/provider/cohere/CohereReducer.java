package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.sse.SseEvent;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Cohere's events into OpenAI's chunks (docs.cohere.com/reference/chat-stream, read 2026-11). */
record CohereReducer(AnswerContext context, StreamState state) implements ChunkReducer {
    private static final String DONE = "[DONE]";

    static ChunkReducer begin(AnswerContext context) {
        return new CohereReducer(context, StreamState.begin(context));
    }

    @Override
    public Step reduce(SseEvent event) {
        byte[] data = event.data().utf8();
        if (isNothing(data)) {
            return new Step(this, List.of());
        }
        if (data[0] == '[' && event.data().toString().strip().equals(DONE)) {
            return told(isAnswer() ? new StreamPart.End() : nothingCame());
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(data);
        } catch (JacksonException notJson) {
            return told(new StreamPart.Failed(CohereErrors.invalid("stream holds an event that is no JSON object")));
        }
        if (!json.isObject()) {
            return told(new StreamPart.Failed(CohereErrors.invalid("stream holds an event that is no JSON object")));
        }
        if (!json.path("type").isString() && json.path("message").isString()) {
            return told(new StreamPart.Failed(CohereErrors.inBand(json)));
        }
        return new EventStep(context, state).take(json);
    }

    @Override
    public List<StreamPart> end() {
        if (state.finished()) {
            return List.of();
        }
        return List.of(
                state.real()
                        ? new StreamPart.Failed(
                                Failure.of(FailureClass.CUT_OFF, "Cohere's stream ended in the middle of the answer"))
                        : nothingCame());
    }

    private boolean isAnswer() {
        return state.real() || state.finished();
    }

    private Step told(StreamPart part) {
        return new Step(this, List.of(part));
    }

    private static StreamPart nothingCame() {
        return new StreamPart.Failed(CohereErrors.invalid("stream ended without an answer"));
    }

    private static boolean isNothing(byte[] data) {
        for (byte character : data) {
            if (character > ' ' || character < 0) {
                return false;
            }
        }
        return true;
    }
}
