package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a vendor's bytes say, read in the plainest way and with every vendor's words at once, to compare translators
 * with; and what a client of OpenAI's makes of chunks, which fails where they break OpenAI's grammar.
 */
public final class PlainReading {
    private final Map<String, String> finishReasons;
    private final Map<Integer, Piece> choices = new TreeMap<>();
    private @Nullable TokenUsage usage;

    private PlainReading(Map<String, String> finishReasons) {
        this.finishReasons = finishReasons;
    }

    /** Reads a vendor's whole answer. */
    public static PlainReading ofWhole(byte[] body, Map<String, String> finishReasons) {
        PlainReading reading = new PlainReading(finishReasons);
        reading.add(Json.MAPPER.readTree(body), "message");
        return reading;
    }

    /** Reads a vendor's stream. */
    public static PlainReading ofStream(byte[] body, Map<String, String> finishReasons) {
        PlainReading reading = new PlainReading(finishReasons);
        new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()).strip())
                .filter(line -> !line.isEmpty() && !line.equals("[DONE]"))
                .forEach(line -> reading.add(Json.MAPPER.readTree(line), "delta"));
        return reading;
    }

    /** The messages by index. */
    public Map<Integer, Message> messages() {
        Map<Integer, Message> messages = new TreeMap<>();
        choices.forEach((index, piece) -> messages.put(index, piece.message()));
        return messages;
    }

    /** The last usage. */
    public @Nullable TokenUsage usage() {
        return usage;
    }

    private void add(JsonNode answer, String message) {
        for (JsonNode choice : answer.path("choices")) {
            Piece piece = choices.computeIfAbsent(choice.path("index").asInt(0), index -> new Piece());
            piece.add(choice.path(message));
            if (choice.path("finish_reason").isString()) {
                String reason = choice.path("finish_reason").asString();
                piece.finishReason = finishReasons.getOrDefault(reason, reason);
            }
        }
        JsonNode found = answer.path("usage").isObject()
                ? answer.path("usage")
                : answer.path("x_groq").path("usage");
        if (found.isObject()) {
            usage = usage(found);
        }
    }

    /** The tokens that a usage object counts, in any vendor's words. */
    public static TokenUsage usage(JsonNode usage) {
        long cached = 0;
        for (String path : List.of(
                "/prompt_tokens_details/cached_tokens",
                "/prompt_cache_hit_tokens",
                "/num_cached_tokens",
                "/cached_tokens")) {
            cached = Math.max(cached, usage.at(path).asLong(0));
        }
        return new TokenUsage(
                usage.path("prompt_tokens").asLong(0),
                usage.path("completion_tokens").asLong(0),
                cached,
                0,
                0,
                Math.max(
                        usage.at("/completion_tokens_details/reasoning_tokens").asLong(0),
                        usage.path("reasoning_tokens").asLong(0)),
                0,
                0,
                false);
    }

    /** What a client that trusts OpenAI's grammar makes of a stream's chunks. */
    public static Map<Integer, Message> strictly(List<JsonNode> chunks) {
        Map<Integer, List<JsonNode>> byChoice = new TreeMap<>();
        for (JsonNode chunk : chunks) {
            for (String field : List.of("id", "object", "created", "model")) {
                assertThat(chunk.path(field))
                        .as(field)
                        .isEqualTo(chunks.getFirst().path(field));
            }
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            for (JsonNode choice : chunk.path("choices")) {
                assertThat(choice.has("message")).isFalse();
                assertThat(choice.path("delta").path("content").isContainer()).isFalse();
                byChoice.computeIfAbsent(choice.path("index").asInt(), index -> new ArrayList<>())
                        .add(choice);
            }
        }
        Map<Integer, Message> messages = new TreeMap<>();
        byChoice.forEach((index, deltas) -> {
            for (int at = 0; at < deltas.size(); at++) {
                assertThat(deltas.get(at).path("delta").has("role"))
                        .as("role of delta %d", at)
                        .isEqualTo(at == 0);
            }
            messages.put(
                    index, Message.of(deltas.stream().map(PlainReading::alone).toList()));
        });
        return messages;
    }

    /** A choice as the first of its own stream. */
    private static JsonNode alone(JsonNode choice) {
        for (JsonNode call : choice.path("delta").path("tool_calls")) {
            assertThat(call.path("index").isIntegralNumber()).isTrue();
        }
        ObjectNode chunk = Json.MAPPER.createObjectNode();
        chunk.putArray("choices").add(((ObjectNode) choice.deepCopy()).put("index", 0));
        return chunk;
    }

    private static final class Piece {
        private final StringBuilder content = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final Map<Integer, StringBuilder> calls = new TreeMap<>();
        private String finishReason = "";

        void add(JsonNode message) {
            JsonNode text = message.path("content");
            content.append(text.asString(""));
            for (JsonNode part : text) {
                content.append(part.path("text").asString(""));
                part.path("thinking")
                        .forEach(
                                thought -> reasoning.append(thought.path("text").asString("")));
            }
            reasoning.append(message.path("reasoning_content").asString(""));
            reasoning.append(message.path("reasoning").asString(""));
            refusal.append(message.path("refusal").asString(""));
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode function = call.path("function");
                boolean begins = !function.path("name").asString("").isEmpty();
                int index = begins ? calls.size() : calls.size() - 1;
                if (begins) {
                    calls.put(
                            index,
                            new StringBuilder(call.path("id").asString() + " "
                                    + function.path("name").asString() + " "));
                } else if (call.path("index").isInt()) {
                    index = call.path("index").asInt();
                }
                calls.get(index).append(function.path("arguments").asString(""));
            }
        }

        Message message() {
            return new Message(
                    content.toString(),
                    reasoning.toString(),
                    refusal.toString(),
                    calls.values().stream().map(StringBuilder::toString).toList(),
                    finishReason);
        }
    }
}
