package ai.qnp.core.provider.google;

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

/**
 * Google's events, each a small answer, into OpenAI's chunks. A choice's end is told when the stream ends: Google may
 * give a finish reason with each event, of which the last counts.
 */
record GoogleReducer(StreamState state, AnswerContext context) implements ChunkReducer {
    static ChunkReducer begin(AnswerContext context) {
        return new GoogleReducer(StreamState.BEGINNING, context);
    }

    @Override
    public Step reduce(SseEvent event) {
        if (isNothing(event.data().utf8())) {
            return new Step(this, List.of());
        }
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(event.data().utf8());
        } catch (JacksonException notJson) {
            return failed(
                    Failure.of(FailureClass.INVALID_ANSWER, "Google's stream holds an event that is no JSON object"));
        }
        if (GoogleErrors.isError(json)) {
            return failed(GoogleErrors.inBand(json));
        }
        EventStep step = new EventStep(state, context);
        StreamState after = step.take(json);
        return new Step(new GoogleReducer(after, context), step.parts());
    }

    @Override
    public List<StreamPart> end() {
        return new StreamEnding(state, context.choices()).parts();
    }

    private Step failed(Failure failure) {
        return new Step(this, List.of(new StreamPart.Failed(failure)));
    }

    /** Empty data, and the {@code [DONE]} that some servers with Google's words send. */
    private static boolean isNothing(byte[] data) {
        return data.length == 0 || (data.length > 1 && data[0] == '[' && data[1] == 'D');
    }
}
