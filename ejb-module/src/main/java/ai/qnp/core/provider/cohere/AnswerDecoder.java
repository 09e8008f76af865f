package ai.qnp.core.provider.cohere;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.Decoded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One whole answer in OpenAI's words. */
final class AnswerDecoder {
    private final AnswerContext context;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode reasoningDetails = Json.MAPPER.createArrayNode();
    private final ArrayNode toolCalls = Json.MAPPER.createArrayNode();
    private final ArrayNode annotations = Json.MAPPER.createArrayNode();
    /** Where each content block's text begins, by its index. */
    private final List<Integer> starts = new ArrayList<>();

    private long callCharacters;

    private AnswerDecoder(AnswerContext context) {
        this.context = context;
    }

    static Decoded decode(JsonText body, AnswerContext context) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return new Decoded.Failed(CohereErrors.invalid("answer is no JSON"));
        }
        if (answer.path("message").isString()) {
            return new Decoded.Failed(CohereErrors.inBand(answer));
        }
        String finishReason = answer.path("finish_reason").asString("");
        if (FinishReasons.isFailure(finishReason)) {
            return new Decoded.Failed(CohereErrors.ofFinish(finishReason, answer));
        }
        if (!answer.path("message").isObject()) {
            return new Decoded.Failed(CohereErrors.invalid("answer has no message"));
        }
        return new AnswerDecoder(context).decode(answer, finishReason);
    }

    private Decoded decode(JsonNode answer, String given) {
        JsonNode message = answer.path("message");
        message.path("content").forEach(this::block);
        reasoning(ReasoningDetails.PLAN, message.path("tool_plan").asString(""));
        message.path("tool_calls").forEach(this::toolCall);
        if (given.isEmpty() && text.isEmpty() && reasoning.isEmpty() && toolCalls.isEmpty()) {
            return new Decoded.Failed(CohereErrors.invalid("answer is empty"));
        }
        String finishReason = given.isEmpty() ? null : FinishReasons.inOpenAisWords(given);
        TokenUsage usage = BilledUnits.ofChat(answer.path("usage"));
        AnswerFrame frame = new AnswerFrame(
                answer.path("id").asString(context.completionId()),
                context.created().getEpochSecond(),
                context.model());
        AnswerFrame.Choice choice = new AnswerFrame.Choice(
                message(message.path("citations")), Logprobs.inOpenAisWords(answer.path("logprobs")), finishReason);
        return new Decoded.Completion(
                frame.completion(List.of(choice), usage),
                finishReason,
                usage,
                text.length() + reasoning.length() + callCharacters);
    }

    private void block(JsonNode block) {
        starts.add(text.length());
        reasoning(ReasoningDetails.THINKING, block.path("thinking").asString(""));
        text.append(block.path("text").asString(""));
    }

    private void reasoning(String type, String piece) {
        if (!piece.isEmpty()) {
            reasoning.append(piece);
            reasoningDetails.add(ReasoningDetails.entry(type, reasoningDetails.size(), piece));
        }
    }

    private void toolCall(JsonNode call) {
        JsonNode function = call.path("function");
        String name = function.path("name").asString("");
        String arguments = function.path("arguments").asString("");
        callCharacters += name.length() + arguments.length();
        toolCalls
                .addObject()
                .put("id", ToolCallIds.of(call, context, toolCalls.size() - 1))
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments.isEmpty() ? "{}" : arguments);
    }

    private ObjectNode message(JsonNode citations) {
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        message.put("content", content());
        message.putNull("refusal");
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
            message.set(ReasoningDetails.FIELD, reasoningDetails);
        }
        setUnlessEmpty(message, "tool_calls", toolCalls);
        for (JsonNode citation : citations) {
            annotations.addAll(Citations.annotations(citation, start(citation)));
        }
        setUnlessEmpty(message, "annotations", annotations);
        setUnlessEmpty(message, "citations", citations);
        return message;
    }

    private @Nullable String content() {
        return text.isEmpty() && !toolCalls.isEmpty() ? null : text.toString();
    }

    private long start(JsonNode citation) {
        int index = citation.path("content_index").asInt(0);
        return index >= 0 && index < starts.size() ? starts.get(index) : 0;
    }

    private static void setUnlessEmpty(ObjectNode message, String field, JsonNode values) {
        if (!values.isEmpty()) {
            message.set(field, values);
        }
    }
}
