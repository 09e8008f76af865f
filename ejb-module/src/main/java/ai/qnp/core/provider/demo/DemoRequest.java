package ai.qnp.core.provider.demo;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import tools.jackson.databind.JsonNode;

/**
 * What the demo takes from a request.
 *
 * @param lastUserText the text of the last user message, empty when there is none
 * @param promptTokens a rough count, four characters a token
 * @param maxTokens the output cap
 * @param choices how many are wanted
 * @param includeUsage whether a stream ends with a usage chunk
 */
record DemoRequest(String lastUserText, long promptTokens, long maxTokens, int choices, boolean includeUsage) {
    private static final int CHARACTERS_A_TOKEN = 4;

    static DemoRequest read(JsonText body) {
        JsonNode root = Json.MAPPER.readTree(body.utf8());
        String lastUserText = "";
        long characters = 0;
        for (JsonNode message : root.path("messages")) {
            String text = text(message.path("content"));
            characters += text.length();
            if (message.path("role").asString("").equals("user")) {
                lastUserText = text;
            }
        }
        JsonNode newerCap = root.path("max_completion_tokens");
        return new DemoRequest(
                lastUserText,
                characters / CHARACTERS_A_TOKEN + 1,
                number(newerCap.isNumber() ? newerCap : root.path("max_tokens"), Long.MAX_VALUE),
                (int) number(root.path("n"), 1),
                root.path("stream_options").path("include_usage").asBoolean(false));
    }

    private static long number(JsonNode value, long otherwise) {
        return value.isIntegralNumber() ? value.asLong() : otherwise;
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asString(""));
        }
        return text.toString();
    }
}
