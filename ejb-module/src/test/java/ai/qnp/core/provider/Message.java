package ai.qnp.core.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a client makes of an answer, whole or put together from a stream's deltas as the OpenAI SDKs do.
 *
 * @param toolCalls as {@code id name arguments}, by index
 */
public record Message(String content, String reasoning, String refusal, List<String> toolCalls, String finishReason) {
    /** Of a whole completion's first choice. */
    public static Message of(JsonNode completion) {
        JsonNode choice = completion.path("choices").path(0);
        Assembly assembly = new Assembly();
        assembly.add(choice.path("message"), choice.path("finish_reason"));
        return assembly.message();
    }

    /** Of a stream's chunks, first choice. */
    public static Message of(List<JsonNode> chunks) {
        Assembly assembly = new Assembly();
        for (JsonNode chunk : chunks) {
            for (JsonNode choice : chunk.path("choices")) {
                if (choice.path("index").asInt(0) == 0) {
                    assembly.add(choice.path("delta"), choice.path("finish_reason"));
                }
            }
        }
        return assembly.message();
    }

    private static final class Assembly {
        private final StringBuilder content = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final SequencedMap<Integer, StringBuilder> calls = new TreeMap<>();
        private String finishReason = "";

        void add(JsonNode piece, JsonNode finish) {
            content.append(piece.path("content").asString(""));
            reasoning.append(piece.path("reasoning_content").asString(""));
            refusal.append(piece.path("refusal").asString(""));
            int position = 0;
            for (JsonNode call : piece.path("tool_calls")) {
                int index = call.path("index").asInt(position);
                if (call.has("id")) {
                    StringBuilder head = new StringBuilder(call.path("id").asString())
                            .append(' ')
                            .append(call.path("function").path("name").asString())
                            .append(' ');
                    if (calls.put(index, head) != null) {
                        throw new AssertionError("tool call " + index + " begins twice");
                    }
                }
                calls.get(index).append(call.path("function").path("arguments").asString(""));
                position++;
            }
            if (finish.isString()) {
                if (!finishReason.isEmpty()) {
                    throw new AssertionError("a second finish reason");
                }
                finishReason = finish.asString();
            }
        }

        Message message() {
            List<String> inOrder = new ArrayList<>();
            calls.values().forEach(call -> inOrder.add(call.toString()));
            return new Message(content.toString(), reasoning.toString(), refusal.toString(), inOrder, finishReason);
        }
    }
}
