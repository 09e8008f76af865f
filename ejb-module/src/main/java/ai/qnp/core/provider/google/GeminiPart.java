package ai.qnp.core.provider.google;

import ai.qnp.core.openai.DataUri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One part of an answer (ai.google.dev/api/caching#Part, read 2026-11). */
sealed interface GeminiPart {
    /** Text of the answer; empty where only a signature came. */
    record Text(String text, @Nullable String signature) implements GeminiPart {}

    /** A thought. */
    record Thought(String text) implements GeminiPart {}

    /** A call of a client's function, whole or a piece of one. */
    record Call(JsonNode functionCall, @Nullable String signature) implements GeminiPart {}

    /** An image that the model made. */
    record Image(String dataUri, @Nullable String signature) implements GeminiPart {}

    /** Speech that the model made, in base64. */
    record Audio(String base64) implements GeminiPart {}

    /** Parts of Google's own tools, and kinds that are not known here. */
    record Own(ObjectNode part) implements GeminiPart {}

    /** What parts of Google's own tools hold, which it wants back in the next turn. */
    List<String> OWN_TOOLS = List.of("executableCode", "codeExecutionResult", "toolCall", "toolResponse");

    /** Whether it is a part of one of Google's own tools. */
    static boolean isOwnTools(JsonNode part) {
        return part.isObject() && OWN_TOOLS.stream().anyMatch(part::has);
    }

    /** Reads a part; null for nothing. */
    static @Nullable GeminiPart of(JsonNode json) {
        if (!(json instanceof ObjectNode part)) {
            return null;
        }
        String signature = Signatures.ofPart(part);
        boolean isThought = part.path("thought").asBoolean(false);
        if (part.path("functionCall").isObject()) {
            return new Call(part.path("functionCall"), signature);
        }
        if (part.path("text").isString()) {
            String text = part.path("text").asString();
            return isThought ? new Thought(text) : new Text(text, signature);
        }
        DataUri media = isThought ? null : media(part.path("inlineData"));
        if (media != null && media.mediaType().startsWith("image/")) {
            return new Image(media.text(), signature);
        }
        if (media != null && media.mediaType().startsWith("audio/")) {
            return new Audio(media.base64());
        }
        boolean isBare = part.isEmpty() || (signature != null && part.size() == 1);
        return isBare ? new Text("", signature) : new Own(part);
    }

    private static @Nullable DataUri media(JsonNode blob) {
        String type = blob.path("mimeType").asString("").toLowerCase(Locale.ROOT);
        JsonNode data = blob.path("data");
        return data.isString() ? new DataUri(type, data.asString()) : null;
    }
}
