package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One whole candidate as OpenAI's message. */
final class CandidateMessage {
    private final AnswerContext context;
    private final int choice;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final ArrayNode toolCalls = Json.MAPPER.createArrayNode();
    private final ArrayNode images = Json.MAPPER.createArrayNode();
    private final List<String> speech = new ArrayList<>();
    private final ArrayNode providerContent = Json.MAPPER.createArrayNode();
    private @Nullable String signature;
    private long argumentCharacters;

    CandidateMessage(AnswerContext context, int choice) {
        this.context = context;
        this.choice = choice;
    }

    /** Takes the next part. */
    void add(JsonNode json) {
        switch (GeminiPart.of(json)) {
            case GeminiPart.Text(String piece, String signed) -> {
                text.append(piece);
                signature = signed == null ? signature : signed;
            }
            case GeminiPart.Thought(String piece) -> reasoning.append(piece);
            case GeminiPart.Call(JsonNode call, String signed) -> call(call, signed);
            case GeminiPart.Image(String dataUri, String signed) ->
                Signatures.keep(image(images.addObject(), dataUri), signed);
            case GeminiPart.Audio(String base64) -> speech.add(base64);
            case GeminiPart.Own(ObjectNode own) -> providerContent.add(own);
            case null -> {
                // nothing that could be told
            }
        }
    }

    static ObjectNode image(ObjectNode entry, String dataUri) {
        entry.put("type", "image_url").putObject("image_url").put("url", dataUri);
        return entry;
    }

    private void call(JsonNode call, @Nullable String signed) {
        String name = call.path("name").asString("");
        String arguments = arguments(call);
        argumentCharacters += name.length() + arguments.length();
        ObjectNode entry = toolCalls.addObject();
        entry.put("id", CallIds.of(call, context.completionId(), choice, toolCalls.size() - 1))
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", arguments);
        Signatures.keep(entry, signed);
    }

    /** A call without parameters has no arguments, and clients parse them. */
    static String arguments(JsonNode call) {
        return call.path("args").isObject() ? Json.MAPPER.writeValueAsString(call.path("args")) : "{}";
    }

    boolean anyCall() {
        return !toolCalls.isEmpty();
    }

    boolean isEmpty() {
        return characters() == 0 && images.isEmpty() && speech.isEmpty() && providerContent.isEmpty();
    }

    long characters() {
        return text.length() + reasoning.length() + argumentCharacters;
    }

    /** The message, with what the candidate says beside its parts. */
    ObjectNode json(JsonNode candidate) {
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        boolean nothingSaid = text.isEmpty() && (anyCall() || !images.isEmpty() || !speech.isEmpty());
        message.put("content", nothingSaid ? null : text.toString()).putNull("refusal");
        if (!reasoning.isEmpty()) {
            message.put("reasoning_content", reasoning.toString());
        }
        setUnlessEmpty(message, "tool_calls", toolCalls);
        setUnlessEmpty(message, "images", images);
        if (!speech.isEmpty()) {
            Speech.write(message, speech, context, choice);
        }
        Sources.NONE.and(candidate).writeTo(message, text.toString());
        setUnlessEmpty(message, "provider_content", providerContent);
        Signatures.keep(message, signature);
        return message;
    }

    private static void setUnlessEmpty(ObjectNode message, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            message.set(field, values);
        }
    }
}
