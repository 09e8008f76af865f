package ai.qnp.core.provider.cohere;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.StreamParts;
import ai.qnp.core.provider.cohere.StreamState.OpenCall;
import ai.qnp.core.provider.cohere.StreamState.Reasoning;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One event's work on a copy of the state. */
final class EventStep {
    private final AnswerContext context;
    private final Telling telling;
    private final Map<Integer, OpenCall> calls;
    private final Map<Integer, Long> blockStarts;
    private int toolCalls;
    private Reasoning reasoning;
    private int annotations;
    private int citations;
    private long contentLength;
    private final boolean realBefore;
    private boolean finished;

    EventStep(AnswerContext context, StreamState before) {
        this.context = context;
        this.telling = new Telling(before.frame(), before.begun());
        this.calls = new HashMap<>(before.calls());
        this.toolCalls = before.toolCalls();
        this.reasoning = before.reasoning();
        this.annotations = before.annotations();
        this.citations = before.citations();
        this.blockStarts = new HashMap<>(before.blockStarts());
        this.contentLength = before.contentLength();
        this.realBefore = before.real();
        this.finished = before.finished();
    }

    ChunkReducer.Step take(JsonNode event) {
        int index = event.path("index").asInt(0);
        JsonNode message = event.path("delta").path("message");
        switch (event.path("type").asString("")) {
            case "message-start" ->
                telling.begin(event.path("id").asString(telling.frame().id()));
            case "content-start" -> {
                blockStart(index);
                content(index, message.path("content"), event.path("logprobs"));
            }
            case "content-delta" -> content(index, message.path("content"), event.path("logprobs"));
            case "tool-plan-delta" ->
                reasoning(
                        Reasoning.PLAN,
                        ReasoningDetails.PLAN,
                        message.path("tool_plan").asString(""));
            case "tool-call-start" -> callStart(index, message.path("tool_calls"));
            case "tool-call-delta" ->
                arguments(index, message.at("/tool_calls/function/arguments").asString(""));
            case "tool-call-end" -> callEnd(index);
            case "citation-start" -> cite(message.path("citations"));
            case "message-end" -> end(event.path("delta"));
            default -> {
                // the ends of blocks and citations, and events that Cohere may add at any time
            }
        }
        return new ChunkReducer.Step(new CohereReducer(context, after()), telling.all());
    }

    private StreamState after() {
        return new StreamState(
                telling.frame(),
                telling.begun(),
                calls,
                toolCalls,
                reasoning,
                annotations,
                citations,
                blockStarts,
                contentLength,
                realBefore || telling.anyReal(),
                finished);
    }

    private void blockStart(int index) {
        if (contentLength > 0 && blockStarts.size() < StreamState.MAX_OPEN) {
            blockStarts.put(index, contentLength);
        }
    }

    private void content(int index, JsonNode content, JsonNode logprobs) {
        reasoning(index, ReasoningDetails.THINKING, content.path("thinking").asString(""));
        String text = content.path("text").asString("");
        if (!text.isEmpty()) {
            contentLength += text.length();
            telling.real(StreamParts.delta().put("content", text), Logprobs.inOpenAisWords(logprobs), text.length());
        }
    }

    private void reasoning(int of, String type, String text) {
        if (text.isEmpty()) {
            return;
        }
        boolean goesOn = reasoning.of() == of;
        int entry = goesOn ? reasoning.count() - 1 : reasoning.count();
        reasoning = new Reasoning(entry + 1, of);
        ObjectNode delta = StreamParts.listed(
                ReasoningDetails.FIELD,
                goesOn ? ReasoningDetails.piece(type, entry, text) : ReasoningDetails.entry(type, entry, text));
        telling.real(delta.put("reasoning_content", text), text.length());
    }

    private void callStart(int index, JsonNode call) {
        if (calls.size() == StreamState.MAX_OPEN) {
            telling.failed(CohereErrors.invalid("stream begins tool calls without end"));
            return;
        }
        JsonNode function = call.path("function");
        String name = function.path("name").asString("");
        ObjectNode entry = Json.MAPPER
                .createObjectNode()
                .put("index", toolCalls)
                .put("id", ToolCallIds.of(call, context, toolCalls))
                .put("type", "function");
        entry.putObject("function").put("name", name).put("arguments", "");
        telling.real(StreamParts.listed("tool_calls", entry), name.length());
        calls.put(index, new OpenCall(toolCalls, false));
        toolCalls++;
        arguments(index, function.path("arguments").asString(""));
    }

    private void arguments(int index, String piece) {
        OpenCall call = calls.get(index);
        if (call != null && !piece.isEmpty()) {
            calls.put(index, new OpenCall(call.index(), true));
            ObjectNode entry = Json.MAPPER.createObjectNode().put("index", call.index());
            entry.putObject("function").put("arguments", piece);
            telling.real(StreamParts.listed("tool_calls", entry), piece.length());
        }
    }

    /** A call without parameters may bring no piece, and clients parse what they got. */
    private void callEnd(int index) {
        OpenCall call = calls.get(index);
        if (call != null && !call.anyPiece()) {
            arguments(index, "{}");
        }
        calls.remove(index);
    }

    private void cite(JsonNode citation) {
        if (!(citation instanceof ObjectNode object)) {
            return;
        }
        long start = blockStarts.getOrDefault(citation.path("content_index").asInt(0), 0L);
        ArrayNode links = Json.MAPPER.createArrayNode();
        for (ObjectNode annotation : Citations.annotations(citation, start)) {
            links.add(annotation.put("index", annotations));
            annotations++;
        }
        ObjectNode delta = StreamParts.delta();
        if (!links.isEmpty()) {
            delta.set("annotations", links);
        }
        delta.putArray("citations").add(object.deepCopy().put("index", citations));
        citations++;
        telling.opening(delta);
    }

    private void end(JsonNode delta) {
        String finishReason = delta.path("finish_reason").asString("");
        if (FinishReasons.isFailure(finishReason)) {
            telling.failed(CohereErrors.ofFinish(finishReason, delta));
            return;
        }
        if (!finishReason.isEmpty() && !finished) {
            for (int open : calls.keySet().stream().sorted().toList()) {
                callEnd(open);
            }
            finished = true;
            telling.finish(FinishReasons.inOpenAisWords(finishReason));
        }
        TokenUsage usage = BilledUnits.ofChat(delta.path("usage"));
        if (usage != null) {
            telling.usage(usage);
        }
    }
}
