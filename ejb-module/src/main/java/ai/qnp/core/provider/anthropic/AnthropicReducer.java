package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.AnswerFrame;
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

/** Anthropic's events into OpenAI's chunks (platform.claude.com/docs/en/build-with-claude/streaming, read 2026-11). */
record AnthropicReducer(StreamState state) implements ChunkReducer {
    static ChunkReducer begin(AnswerContext context) {
        return new AnthropicReducer(StreamState.begin(
                new AnswerFrame(context.completionId(), context.created().getEpochSecond(), context.model())));
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
            return failed(Failure.of(
                    FailureClass.INVALID_ANSWER, "Anthropic's stream holds an event that is no JSON object"));
        }
        return switch (json.path("type").asString("")) {
            case "error" -> failed(AnthropicErrors.inBand(json));
            case "message_stop" -> new Step(this, List.of(isAnswer() ? new StreamPart.End() : nothingCame()));
            case "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta" ->
                new EventStep(state).take(json);
            // pings, and events that Anthropic may add at any time
            default -> new Step(this, List.of());
        };
    }

    @Override
    public List<StreamPart> end() {
        if (state.finished()) {
            return List.of();
        }
        return List.of(
                state.real()
                        ? new StreamPart.Failed(Failure.of(
                                FailureClass.CUT_OFF, "Anthropic's stream ended in the middle of the answer"))
                        : nothingCame());
    }

    private boolean isAnswer() {
        return state.real() || state.finished();
    }

    private Step failed(Failure failure) {
        return new Step(this, List.of(new StreamPart.Failed(failure)));
    }

    private static StreamPart nothingCame() {
        return new StreamPart.Failed(
                Failure.of(FailureClass.INVALID_ANSWER, "Anthropic's stream ended without an answer"));
    }

    /** Empty data, and the {@code [DONE]} that some servers with Anthropic's words send. */
    private static boolean isNothing(byte[] data) {
        return data.length == 0 || data[0] == '[';
    }
}
