package ai.qnp.core.provider.anthropic;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.AnswerFrame;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One whole answer in OpenAI's words. */
final class AnswerDecoder {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode reasoningDetails = Json.MAPPER.createArrayNode();
    private final ArrayNode toolCalls = Json.MAPPER.createArrayNode();
    private final ArrayNode annotations = Json.MAPPER.createArrayNode();
    private final ArrayNode citations = Json.MAPPER.createArrayNode();
    private final ArrayNode providerContent = Json.MAPPER.createArrayNode();
    private long argumentCharacters;
    private boolean answered;

    private AnswerDecoder() {}

    static Decoded decode(JsonText body, AnswerContext context) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return invalid("Anthropic's answer is no JSON");
        }
        if (answer.path("error").isObject()) {
            return new Decoded.Failed(AnthropicErrors.inBand(answer));
        }
        if (!answer.path("content").isArray()) {
            return invalid("Anthropic's answer has no content");
        }
        return new AnswerDecoder().decode(answer, context);
    }

    private static Decoded invalid(String message) {
        return new Decoded.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    private Decoded decode(JsonNode answer, AnswerContext context) {
        int position = 0;
        for (JsonNode block : answer.path("content")) {
            block(block, position);
            position++;
        }
        JsonNode stopReason = answer.path("stop_reason");
        if (answer.path("content").isEmpty() && !stopReason.isString()) {
            return invalid("Anthropic's answer is empty");
        }
        String finishReason = stopReason.isString()
                ? StopReasons.finishReason(stopReason.asString(), !toolCalls.isEmpty(), answered)
                : null;
        JsonNode usage = answer.path("usage");
        TokenUsage counted = usage.isObject() ? UsageCounts.NONE.and(usage).tokenUsage() : null;
        AnswerFrame frame = new AnswerFrame(
                answer.path("id").asString(context.completionId()),
                context.created().getEpochSecond(),
                answer.path("model").asString(context.model()),
                ServiceTiers.of(usage));
        ObjectNode message = message(refusal(answer));
        return new Decoded.Completion(
                frame.completion(message, finishReason, counted),
                finishReason,
                counted,
                text.length() + reasoning.length() + argumentCharacters);
    }

    private @Nullable String refusal(JsonNode answer) {
        if (!answer.path("stop_reason").asString("").equals("refusal")) {
            return null;
        }
        return text.isEmpty() ? Refusals.explanation(answer.path("stop_details")) : text.toString();
    }

    private ObjectNode message(@Nullable String refusal) {
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        boolean nothingSaid = text.isEmpty() && (!toolCalls.isEmpty() || refusal != null);
        message.put("content", nothingSaid ? null : text.toString());
        message.put("refusal", refusal);
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        setUnlessEmpty(message, ReasoningDetails.FIELD, reasoningDetails);
        setUnlessEmpty(message, "tool_calls", toolCalls);
        setUnlessEmpty(message, "annotations", annotations);
        setUnlessEmpty(message, "citations", citations);
        setUnlessEmpty(message, ProviderContent.FIELD, providerContent);
        return message;
    }

    private static void setUnlessEmpty(ObjectNode message, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            message.set(field, values);
        }
    }

    private void block(JsonNode given, int position) {
        if (!(given instanceof ObjectNode block)) {
            return;
        }
        switch (block.path("type").asString("")) {
            case "text" -> text(block);
            case "thinking", "redacted_thinking" -> thinking(block, position);
            case "tool_use" -> {
                if (AnswerTool.isCalledBy(block)) {
                    answered = true;
                    text.append(arguments(block));
                } else {
                    toolUse(block);
                }
            }
            // server-side tools, their results, and whatever comes later
            default -> providerContent.add(ProviderContent.entry(block, Place.of(position, text.length())));
        }
    }

    private void thinking(ObjectNode block, int position) {
        reasoning.append(block.path("thinking").asString(""));
        Place place = Place.unlessPlain(position, text.length(), !providerContent.isEmpty());
        reasoningDetails.add(ReasoningDetails.entry(block, reasoningDetails.size(), place));
    }

    private static String arguments(JsonNode block) {
        return block.path("input").isObject() ? Json.MAPPER.writeValueAsString(block.path("input")) : "{}";
    }

    private void text(JsonNode block) {
        int start = text.length();
        text.append(block.path("text").asString(""));
        for (JsonNode citation : block.path("citations")) {
            citations.add(citation);
            if (Citations.isWeb(citation)) {
                annotations.add(Citations.annotation(citation, start, text.length()));
            }
        }
    }

    private void toolUse(JsonNode block) {
        String arguments = arguments(block);
        argumentCharacters +=
                arguments.length() + block.path("name").asString("").length();
        toolCalls
                .addObject()
                .put("id", block.path("id").asString(""))
                .put("type", "function")
                .putObject("function")
                .put("name", block.path("name").asString(""))
                .put("arguments", arguments);
    }
}
