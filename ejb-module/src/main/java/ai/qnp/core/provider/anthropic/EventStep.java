package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamParts;
import ai.qnp.core.provider.anthropic.OpenBlock.Cited;
import ai.qnp.core.provider.anthropic.OpenBlock.Piece;
import ai.qnp.core.provider.anthropic.StreamState.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One event's work on a copy of the state. */
final class EventStep {
    private final StreamParts parts = new StreamParts();
    private final Map<Integer, OpenBlock> open;
    private AnswerFrame frame;
    private UsageCounts usage;
    private int toolCalls;
    private int reasoningDetails;
    private Listed listed;
    private long contentLength;
    private final boolean realBefore;
    private boolean finished;

    EventStep(StreamState before) {
        this.open = new HashMap<>(before.open());
        this.frame = before.frame();
        this.usage = before.usage();
        this.toolCalls = before.toolCalls();
        this.reasoningDetails = before.reasoningDetails();
        this.listed = before.listed();
        this.contentLength = before.contentLength();
        this.realBefore = before.real();
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
                frame,
                usage,
                open,
                toolCalls,
                reasoningDetails,
                listed,
                contentLength,
                realBefore || parts.anyReal(),
                finished);
        return new ChunkReducer.Step(new AnthropicReducer(after), parts.all());
    }

    private void begin(JsonNode message) {
        frame = new AnswerFrame(
                message.path("id").asString(frame.id()),
                frame.created(),
                message.path("model").asString(frame.model()));
        usage = usage.and(message.path("usage"));
        parts.opening(frame, StreamParts.delta().put("role", "assistant").put("content", ""));
    }

    private void blockStart(int index, JsonNode block) {
        if (open.size() == StreamState.MAX_OPEN) {
            parts.failed(Failure.of(FailureClass.INVALID_ANSWER, "Anthropic's stream begins blocks without end"));
            return;
        }
        switch (block.path("type").asString("")) {
            case "text" -> {
                open.put(index, new OpenBlock.Text(contentLength, null));
                content(block.path("text").asString(""));
            }
            case "thinking", "redacted_thinking" -> thinking(index, block);
            case "tool_use" -> toolCall(index, block);
            default -> {
                if (block instanceof ObjectNode object) {
                    open.put(index, new OpenBlock.ProviderOwn(object, null));
                }
            }
        }
    }

    private void thinking(int index, JsonNode block) {
        open.put(index, new OpenBlock.Thinking(reasoningDetails));
        ObjectNode entry = ReasoningDetails.entry(block, reasoningDetails);
        reasoningDetails++;
        parts.opening(frame, StreamParts.listed(ReasoningDetails.FIELD, entry));
    }

    private void toolCall(int index, JsonNode block) {
        String name = block.path("name").asString("");
        ObjectNode call = Json.MAPPER
                .createObjectNode()
                .put("index", toolCalls)
                .put("id", block.path("id").asString(""))
                .put("type", "function");
        call.putObject("function").put("name", name).put("arguments", "");
        parts.real(frame, StreamParts.listed("tool_calls", call), name.length());
        open.put(index, new OpenBlock.ToolCall(toolCalls, block.path("input"), false));
        toolCalls++;
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
                            StreamParts.listed(
                                    ReasoningDetails.FIELD,
                                    ReasoningDetails.piece("thinking", entry)
                                            .put(
                                                    "signature",
                                                    delta.path("signature").asString(""))));
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
        if (text.isEmpty()) {
            return;
        }
        ObjectNode delta = StreamParts.delta().put("reasoning_content", text);
        if (block instanceof OpenBlock.Thinking(int entry)) {
            delta.putArray(ReasoningDetails.FIELD)
                    .add(ReasoningDetails.piece("thinking", entry).put("thinking", text));
        }
        parts.real(frame, delta, text.length());
    }

    private void input(int index, @Nullable OpenBlock block, String piece) {
        if (piece.isEmpty()) {
            return;
        }
        switch (block) {
            case OpenBlock.ToolCall(int call, JsonNode input, boolean anyPiece) -> {
                open.put(index, new OpenBlock.ToolCall(call, input, true));
                arguments(call, piece);
            }
            case OpenBlock.ProviderOwn(ObjectNode own, Piece before) ->
                open.put(index, new OpenBlock.ProviderOwn(own, new Piece(piece, before)));
            case OpenBlock.Text text -> {
                // input of a text is nothing that could be passed on
            }
            case OpenBlock.Thinking thinking -> {
                // likewise
            }
            case null -> {
                // a block that never began
            }
        }
    }

    private void arguments(int call, String piece) {
        ObjectNode entry = Json.MAPPER.createObjectNode().put("index", call);
        entry.putObject("function").put("arguments", piece);
        parts.real(frame, StreamParts.listed("tool_calls", entry), piece.length());
    }

    private void blockStop(int index) {
        switch (open.remove(index)) {
            case OpenBlock.ToolCall call -> {
                if (!call.anyPiece()) {
                    arguments(call.index(), call.wholeInput());
                }
            }
            case OpenBlock.ProviderOwn own -> {
                parts.opening(
                        frame,
                        StreamParts.listed(
                                "provider_content", own.whole().deepCopy().put("index", listed.providerContent())));
                listed = new Listed(listed.annotations(), listed.citations(), listed.providerContent() + 1);
            }
            case OpenBlock.Text(long start, Cited citations) -> cite(start, citations);
            case OpenBlock.Thinking thinking -> {
                // all of it is told
            }
            case null -> {
                // a block that never began
            }
        }
    }

    private void cite(long start, @Nullable Cited last) {
        if (last == null) {
            return;
        }
        List<JsonNode> inOrder = new ArrayList<>();
        for (Cited cited = last; cited != null; cited = cited.before()) {
            inOrder.add(cited.citation());
        }
        ArrayNode annotations = Json.MAPPER.createArrayNode();
        ArrayNode citations = Json.MAPPER.createArrayNode();
        for (JsonNode citation : inOrder.reversed()) {
            if (citation instanceof ObjectNode object) {
                citations.add(object.deepCopy().put("index", listed.citations() + citations.size()));
            }
            if (Citations.isWeb(citation)) {
                annotations.add(Citations.annotation(citation, start, contentLength)
                        .put("index", listed.annotations() + annotations.size()));
            }
        }
        ObjectNode delta = StreamParts.delta();
        if (!annotations.isEmpty()) {
            delta.set("annotations", annotations);
        }
        delta.set("citations", citations);
        parts.opening(frame, delta);
        listed = new Listed(
                listed.annotations() + annotations.size(),
                listed.citations() + citations.size(),
                listed.providerContent());
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
        parts.finish(frame, StopReasons.finishReason(stopReason));
    }
}
