package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer in OpenAI's words as its bytes say it, in the plainest way and without any of the code under test. */
public final class PlainAnswer {
    private final Map<String, String> finishReasons;
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final SequencedMap<Integer, String> calls = new TreeMap<>();
    private String finishReason = "";
    private String model = "";
    private @Nullable TokenUsage usage;

    private PlainAnswer(Map<String, String> finishReasons) {
        this.finishReasons = finishReasons;
    }

    /**
     * Reads a whole answer.
     *
     * @param finishReasons the vendor's words and OpenAI's; others stay
     */
    public static PlainAnswer ofWhole(byte[] body, Map<String, String> finishReasons) {
        PlainAnswer answer = new PlainAnswer(finishReasons);
        answer.add(Json.MAPPER.readTree(body), "message");
        return answer;
    }

    /** Reads a stream. */
    public static PlainAnswer ofStream(byte[] body, Map<String, String> finishReasons) {
        PlainAnswer answer = new PlainAnswer(finishReasons);
        for (String line : new String(body, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            if (line.startsWith("data: {")) {
                answer.add(Json.MAPPER.readTree(line.substring("data: ".length())), "delta");
            }
        }
        return answer;
    }

    private void add(JsonNode json, String field) {
        model = json.path("model").asString();
        JsonNode choice = json.path("choices").path(0);
        JsonNode said = choice.path(field);
        content.append(said.path("content").asString(""));
        reasoning.append(said.path("reasoning_content").asString(""));
        reasoning.append(said.path("reasoning").asString(""));
        int position = 0;
        for (JsonNode call : said.path("tool_calls")) {
            String piece = (call.hasNonNull("id")
                            ? call.path("id").asString() + " "
                                    + call.at("/function/name").asString() + " "
                            : "")
                    + call.at("/function/arguments").asString("");
            calls.merge(call.path("index").asInt(position), piece, String::concat);
            position++;
        }
        String reason = choice.path("finish_reason").asString("");
        finishReason = reason.isEmpty() ? finishReason : finishReasons.getOrDefault(reason, reason);
        if (json.path("usage").isObject()) {
            usage = usage(json.path("usage"));
        }
    }

    private static TokenUsage usage(JsonNode usage) {
        return new TokenUsage(
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong(),
                usage.path("cached_tokens")
                        .asLong(usage.at("/prompt_tokens_details/cached_tokens").asLong(0)),
                0,
                0,
                usage.path("reasoning_tokens")
                        .asLong(usage.at("/completion_tokens_details/reasoning_tokens")
                                .asLong(0)),
                0,
                0,
                false);
    }

    /** What a client makes of it. */
    public Message message() {
        return new Message(content.toString(), reasoning.toString(), "", new ArrayList<>(calls.values()), finishReason);
    }

    /** The tool calls. */
    public List<String> toolCalls() {
        return List.copyOf(calls.values());
    }

    /** The model that answered. */
    public String model() {
        return model;
    }

    /** The last usage. */
    public @Nullable TokenUsage usage() {
        return usage;
    }
}
