package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamParts;
import ai.qnp.core.provider.anthropic.OpenBlock.Cited;
import ai.qnp.core.provider.anthropic.OpenBlock.Piece;
import ai.qnp.core.provider.anthropic.StreamState.Listed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One event's work on a copy of the state. */
final class EventStep {
    private final StreamParts parts = new StreamParts();
    private final OpenBlocks open;
    private AnswerFrame frame;
    private UsageCounts usage;
    private Listed listed;
    private long contentLength;
    private final boolean realBefore;
    private boolean answered;
    private boolean finished;

    EventStep(StreamState before) {
        this.open = new OpenBlocks(before.open());
        this.frame = before.frame();
        this.usage = before.usage();
        this.listed = before.listed();
        this.contentLength = before.contentLength();
        this.realBefore = before.real();
        this.answered = before.answered();
        this.finished = before.finished();
    }

    ChunkReducer.Step take(JsonNode event) {
        int index = event.path("index").asInt(0);
        switch (event.path("type").asString()) {
            case "message_start" -> begin(event.path("message"));
            case "content_block_start" -> blockStart(index, event.path("content_block"));
            case "content_block_delta" -> blockDelta(index, event.path("delta"));
            case "content_block_stop" -> blockStop(index);
            default -> messageDelta(event);
        }
        StreamState after = new StreamState(
                frame, usage, open.now(), listed, contentLength, realBefore || parts.anyReal(), answered, finished);
        return new ChunkReducer.Step(new AnthropicReducer(after), parts.all());
    }

    private void begin(JsonNode message) {
        frame = StreamState.named(frame, message);
        usage = usage.and(message.path("usage"));
        parts.opening(frame, StreamParts.delta().put("role", "assistant").put("content", ""));
    }

    private void blockStart(int index, JsonNode given) {
        if (open.isFull()) {
            parts.failed(Failure.of(FailureClass.INVALID_ANSWER, "Anthropic's stream begins blocks without end"));
            return;
        }
        if (!(given instanceof ObjectNode block)) {
            return;
        }
        switch (block.path("type").asString("")) {
            case "text" -> {
                open.put(index, new OpenBlock.Text(contentLength, null));
                content(block.path("text").asString(""));
            }
            case "thinking", "redacted_thinking" -> thinkingStart(index, block);
            case "tool_use" -> toolStart(index, block);
            default -> open.put(index, new OpenBlock.ProviderOwn(block, Place.of(index, contentLength), null));
        }
    }

    private void thinkingStart(int index, ObjectNode block) {
        open.put(index, new OpenBlock.Thinking(listed.reasoningDetails()));
        Place place = Place.unlessPlain(index, contentLength, listed.providerContent() > 0);
        ObjectNode entry = ReasoningDetails.entry(block, listed.reasoningDetails(), place);
        listed = listed.andReasoningDetail();
        parts.opening(frame, StreamParts.listed(ReasoningDetails.FIELD, entry));
    }

    private void toolStart(int index, ObjectNode block) {
        if (AnswerTool.isCalledBy(block)) {
            answered = true;
            open.put(index, new OpenBlock.Answer(block.path("input"), false));
            return;
        }
        int call = listed.toolCalls();
        parts.real(
                frame,
                Deltas.toolCall(call, block),
                block.path("name").asString("").length());
        open.put(index, new OpenBlock.ToolCall(call, block.path("input"), false));
        listed = listed.andToolCall();
    }

    private void blockDelta(int index, JsonNode delta) {
        OpenBlock block = open.get(index);
        switch (delta.path("type").asString("")) {
            case "text_delta" -> content(delta.path("text").asString(""));
            case "thinking_delta" -> reasoning(block, delta.path("thinking").asString(""));
            case "signature_delta" -> {
                if (block instanceof OpenBlock.Thinking(int entry)) {
                    parts.opening(
                            frame,
                            Deltas.signature(entry, delta.path("signature").asString("")));
                }
            }
            case "input_json_delta" ->
                input(index, block, delta.path("partial_json").asString(""));
            case "citations_delta" -> {
                if (block instanceof OpenBlock.Text(long start, Cited before)) {
                    open.put(index, new OpenBlock.Text(start, new Cited(delta.path("citation"), before)));
                }
            }
            default -> {
                // a kind of delta that Anthropic added
            }
        }
    }

    private void content(String text) {
        if (!text.isEmpty()) {
            contentLength += text.length();
            parts.real(frame, StreamParts.delta().put("content", text), text.length());
        }
    }

    private void reasoning(@Nullable OpenBlock block, String text) {
        if (!text.isEmpty()) {
            ObjectNode delta = block instanceof OpenBlock.Thinking(int entry)
                    ? Deltas.thinking(entry, text)
                    : StreamParts.delta().put("reasoning_content", text);
            parts.real(frame, delta, text.length());
        }
    }

    private void input(int index, @Nullable OpenBlock block, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        switch (block) {
            case OpenBlock.ToolCall(int call, JsonNode input, boolean anyPiece) -> {
                open.put(index, new OpenBlock.ToolCall(call, input, true));
                parts.real(frame, Deltas.arguments(call, piece), piece.length());
            }
            case OpenBlock.Answer(JsonNode input, boolean anyPiece) -> {
                open.put(index, new OpenBlock.Answer(input, true));
                content(piece);
            }
            case OpenBlock.ProviderOwn(ObjectNode own, Place place, Piece before) ->
                open.put(index, new OpenBlock.ProviderOwn(own, place, new Piece(piece, before)));
            // input of what takes none, or of a block that never began, is nothing that could be passed on
            case OpenBlock.Text _, OpenBlock.Thinking _ -> {}
            case null -> {}
        }
    }

    private void blockStop(int index) {
        switch (open.remove(index)) {
            case OpenBlock.ToolCall call -> {
                if (!call.anyPiece()) {
                    String whole = OpenBlock.wholeInput(call.input());
                    parts.real(frame, Deltas.arguments(call.index(), whole), whole.length());
                }
            }
            case OpenBlock.Answer answer -> {
                if (!answer.anyPiece()) {
                    content(OpenBlock.wholeInput(answer.input()));
                }
            }
            case OpenBlock.ProviderOwn own -> {
                parts.opening(frame, Deltas.providerContent(own, listed.providerContent()));
                listed = listed.andProviderContent();
            }
            case OpenBlock.Text(long start, Cited citations) -> {
                if (citations != null) {
                    parts.opening(frame, Deltas.citations(citations, listed, start, contentLength));
                    listed = listed.and(citations);
                }
            }
            // all of it is told, or it never began
            case OpenBlock.Thinking thinking -> {}
            case null -> {}
        }
    }

    private void messageDelta(JsonNode event) {
        usage = usage.and(event.path("usage"));
        JsonNode stopReason = event.path("delta").path("stop_reason");
        if (stopReason.isString() && !finished) {
            finish(stopReason.asString(), event.path("delta").path("stop_details"));
        }
        if (event.path("usage").isObject()) {
            parts.usage(frame, usage.tokenUsage());
        }
    }

    /** Text that was sent can't be taken back, so a refusal's own explanation goes into {@code refusal}. */
    private void finish(String stopReason, JsonNode stopDetails) {
        if (stopReason.equals("refusal")) {
            parts.real(frame, StreamParts.delta().put("refusal", Refusals.explanation(stopDetails)), 0);
        }
        finished = true;
        parts.finish(frame, StopReasons.finishReason(stopReason, listed.toolCalls() > 0, answered));
    }
}
