package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.sse.Arriving;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client keeps of a real answer and sends back reaches Anthropic as the blocks that Anthropic had sent: thinking
 * with its signatures, server-side tools with their results, all in their order.
 */
class AnthropicNextTurnTest {
    private static final Set<String> SENT_ONCE = Set.of("index", "type", "id");

    private final ChatTranslator chat = Anthropic.provider().chat();

    static Stream<Recording> wholeAnswers() {
        return answers().filter(recording -> !recording.isStream());
    }

    static Stream<Recording> streams() {
        return answers()
                .filter(recording ->
                        recording.isStream() && !recording.feature().equals("error_in_stream"));
    }

    private static Stream<Recording> answers() {
        return Recording.of("anthropic").stream().filter(recording -> recording.status() == 200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void aWholeAnswerGoesBackAsItCame(Recording recording) {
        Decoded.Completion decoded = (Decoded.Completion) chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);
        JsonNode message = Json.MAPPER.readTree(decoded.json().utf8()).at("/choices/0/message");

        JsonNode sent = sentBack(message);

        assertThat(sent)
                .isEqualTo(expected(Json.MAPPER.readTree(recording.body()).path("content"), message));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void aStreamedAnswerGoesBackAsItCame(Recording recording) {
        StreamRun run = StreamRun.of(chat, Arriving.whole(recording.body()));

        JsonNode message = joined(run.chunks());
        JsonNode sent = sentBack(message);

        assertThat(sent).isEqualTo(expected(blocks(recording.body()), message));
    }

    /** A refusal may have no block at all; what it said is all there is. */
    private static JsonNode expected(JsonNode blocks, JsonNode message) {
        ArrayNode plain = plain(blocks);
        if (plain.isEmpty() && message.path("refusal").isString()) {
            plain.addObject().put("type", "text").set("text", message.path("refusal"));
        }
        return plain;
    }

    private JsonNode sentBack(JsonNode message) {
        ObjectNode request = Json.MAPPER.createObjectNode().put("model", "a");
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "user").put("content", "x");
        messages.add(message);
        messages.addObject().put("role", "user").put("content", "y");
        Encoded encoded = chat.encode(Requests.read(request.toString()), EncodingContext.of("claude-haiku-5-5"));
        JsonNode body =
                Json.MAPPER.readTree(((Encoded.Ready) encoded).request().body().utf8());
        JsonNode turn = body.path("messages").path(1);
        return turn.path("role").asString().equals("assistant") ? turn.path("content") : Json.MAPPER.createArrayNode();
    }

    /** As an OpenAI SDK joins deltas: lists by their index, texts one behind the other. */
    private static ObjectNode joined(List<JsonNode> chunks) {
        ObjectNode message = Json.MAPPER.createObjectNode();
        chunks.forEach(chunk -> join(message, chunk.at("/choices/0/delta")));
        return message;
    }

    private static void join(ObjectNode target, JsonNode delta) {
        delta.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode before = target.path(name);
            JsonNode piece = field.getValue();
            if (before.isString() && piece.isString() && !SENT_ONCE.contains(name)) {
                target.put(name, before.asString() + piece.asString());
            } else if (before instanceof ArrayNode list) {
                piece.forEach(entry -> joinEntry(list, entry));
            } else if (before instanceof ObjectNode object && piece.isObject()) {
                join(object, piece);
            } else {
                target.set(name, piece.deepCopy());
            }
        });
    }

    private static void joinEntry(ArrayNode list, JsonNode entry) {
        for (JsonNode known : list) {
            if (known.path("index").equals(entry.path("index"))) {
                join((ObjectNode) known, entry);
                return;
            }
        }
        list.add(entry.deepCopy());
    }

    /** The blocks that a stream's events describe, in the plainest way. */
    private static JsonNode blocks(byte[] bytes) {
        Map<Integer, ObjectNode> blocks = new TreeMap<>();
        Map<Integer, StringBuilder> inputs = new TreeMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
            if (!line.startsWith("data: {")) {
                continue;
            }
            JsonNode event = Json.MAPPER.readTree(line.substring("data: ".length()));
            int index = event.path("index").asInt(-1);
            JsonNode delta = event.path("delta");
            if (event.path("content_block") instanceof ObjectNode block) {
                blocks.put(index, block);
            }
            for (String text : List.of("text", "thinking", "signature")) {
                if (delta.has(text)) {
                    ObjectNode block = blocks.get(index);
                    block.put(
                            text,
                            block.path(text).asString("") + delta.path(text).asString());
                }
            }
            if (delta.has("partial_json")) {
                inputs.computeIfAbsent(index, first -> new StringBuilder())
                        .append(delta.path("partial_json").asString());
            }
        }
        inputs.forEach((index, input) -> {
            if (!input.isEmpty()) {
                blocks.get(index).set("input", Json.MAPPER.readTree(input.toString()));
            }
        });
        return Json.MAPPER.createArrayNode().addAll(blocks.values());
    }

    /** Neighbouring texts are one, citations are not sent back, blank and unsigned blocks would be refused. */
    private static ArrayNode plain(JsonNode blocks) {
        List<ObjectNode> plain = new ArrayList<>();
        for (JsonNode block : blocks) {
            ObjectNode copy = (ObjectNode) block.deepCopy();
            switch (block.path("type").asString()) {
                case "text" -> {
                    copy.remove("citations");
                    boolean follows = !plain.isEmpty()
                            && plain.getLast().path("type").asString().equals("text");
                    if (follows) {
                        ObjectNode last = plain.getLast();
                        last.put(
                                "text",
                                last.path("text").asString()
                                        + block.path("text").asString());
                    } else {
                        plain.add(copy);
                    }
                }
                case "thinking" -> {
                    if (!block.path("signature").asString("").isEmpty()) {
                        plain.add(copy);
                    }
                }
                case "tool_use" -> plain.add(copy.retain("type", "id", "name", "input"));
                default -> plain.add(copy);
            }
        }
        plain.removeIf(block -> block.path("type").asString().equals("text")
                && block.path("text").asString().isBlank());
        return Json.MAPPER.createArrayNode().addAll(plain);
    }
}
