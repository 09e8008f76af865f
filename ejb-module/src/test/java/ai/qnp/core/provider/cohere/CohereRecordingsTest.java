package ai.qnp.core.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Message;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.provider.compatible.CompatibleTranslator;
import ai.qnp.core.provider.compatible.Quirks;
import ai.qnp.core.sse.Arriving;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Real answers, each read a second time here in the plainest way and compared. */
class CohereRecordingsTest {
    /** Streams that end with a failed generation. */
    private static final Set<String> FAILING = Set.of("cohere-0118", "cohere-0119");
    /** Answers of Cohere's OpenAI-compatible address, in OpenAI's words: the shared translator reads them. */
    private static final Set<String> COMPATIBLE = Set.of("cohere-0052", "cohere-0085");

    private static final Map<String, FailureClass> ERRORS = Map.of(
            "cohere-0023", FailureClass.CONTEXT_LENGTH_EXCEEDED,
            "cohere-0024", FailureClass.CREDENTIAL_REJECTED,
            "cohere-0025", FailureClass.MODEL_NOT_FOUND);

    private static final Map<String, String> FINISH_REASONS =
            Map.of("COMPLETE", "stop", "STOP_SEQUENCE", "stop", "MAX_TOKENS", "length", "TOOL_CALL", "tool_calls");

    private final ChatTranslator chat = Cohere.provider().chat();

    private static Stream<Recording> all() {
        return Recording.of("cohere").stream();
    }

    private static Stream<Recording> answers(String path) {
        return all().filter(recording -> recording.path().equals(path) && !ERRORS.containsKey(recording.id()));
    }

    static Stream<Recording> wholeAnswers() {
        return answers("/v2/chat").filter(recording -> !recording.isStream());
    }

    static Stream<Recording> streams() {
        return answers("/v2/chat").filter(recording -> recording.isStream() && !FAILING.contains(recording.id()));
    }

    static Stream<Recording> failingStreams() {
        return all().filter(recording -> FAILING.contains(recording.id()));
    }

    static Stream<Recording> errors() {
        return all().filter(recording -> ERRORS.containsKey(recording.id()));
    }

    static Stream<Recording> embeddings() {
        return answers("/v2/embed");
    }

    static Stream<Recording> compatible() {
        return all().filter(recording -> COMPATIBLE.contains(recording.id()));
    }

    static Stream<Recording> requests() {
        return answers("/v2/chat").filter(recording -> recording.request() != null);
    }

    @Test
    void noneIsLeftOut() {
        Set<String> read = Stream.of(wholeAnswers(), streams(), failingStreams(), errors(), embeddings(), compatible())
                .flatMap(each -> each.map(Recording::id))
                .collect(Collectors.toSet());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(all().map(Recording::id).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void decodesWholeAnswers(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            Expected expected = Expected.ofWhole(answer);
            assertThat(Message.of(json)).isEqualTo(expected.message());
            assertThat(completion.finishReason()).isEqualTo(expected.finishReason);
            assertThat(completion.usage()).isEqualTo(expected.usage);
            assertThat(json.path("id")).isEqualTo(answer.path("id"));
            assertThat(json.path("model").asString()).isEqualTo(StreamRun.CONTEXT.model());
            assertThat(json.at("/choices/0/message/citations").values())
                    .isEqualTo(answer.at("/message/citations").values());
            assertThat(json.at("/choices/0/message/content").isNull())
                    .isEqualTo(expected.text.isEmpty() && !expected.toolCalls.isEmpty());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void reducesStreamsToTheSameHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        Expected expected = Expected.ofStream(bytes);

        StreamRun whole = StreamRun.of(chat, Arriving.whole(bytes));

        assertThat(whole.ending()).isEqualTo(Ending.DONE);
        assertThat(Message.of(whole.chunks())).isEqualTo(expected.message());
        assertThat(whole.finishReasons()).containsExactly(expected.finishReason);
        assertThat(whole.usage()).isEqualTo(expected.usage);
        assertThat(whole.chunks().stream()
                        .mapToInt(
                                chunk -> chunk.at("/choices/0/delta/citations").size())
                        .sum())
                .isEqualTo(expected.citations);
        assertThat(whole.chunks().getFirst().at("/choices/0/delta/role").asString())
                .isEqualTo("assistant");
        assertThat(whole.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.path("id").asString()).isEqualTo(expected.id);
            assertThat(chunk.path("model").asString()).isEqualTo(StreamRun.CONTEXT.model());
        });
        for (InputStream arriving : otherwise(recording)) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(whole);
        }
    }

    private static List<InputStream> otherwise(Recording recording) {
        byte[] bytes = recording.body();
        List<InputStream> ways = new ArrayList<>();
        ways.add(Arriving.byteByByte(bytes));
        ways.add(Arriving.inPieces(bytes, recording.wireLengths()));
        for (long seed = 1; seed <= 4; seed++) {
            List<Integer> lengths =
                    new Random(seed).ints(bytes.length / 20 + 1, 1, 60).boxed().toList();
            ways.add(Arriving.inPieces(bytes, lengths));
        }
        return ways;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingStreams")
    void aFailedGenerationIsAFailureBehindTheToolPlan(Recording recording) {
        Expected expected = Expected.ofStream(recording.body());

        StreamRun run = StreamRun.of(chat, Arriving.whole(recording.body()));

        assertThat(Message.of(run.chunks()).reasoning())
                .isEqualTo(expected.reasoning)
                .isNotEmpty();
        assertThat(run.finishReasons()).isEmpty();
        Failure failure = Objects.requireNonNull(run.failure());
        assertThat(failure.failureClass()).isEqualTo(FailureClass.SERVER_ERROR);
        assertThat(failure.message())
                .isEqualTo("your request resulted in an invalid tool generation."
                        + " Try updating the messages or tool definitions");
        assertThat(failure.code()).isEqualTo("INVALID_TOOL_GENERATION");
        for (InputStream arriving : otherwise(recording)) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(run);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void tellsErrorsApartAndKeepsTheirMessage(Recording recording) {
        JsonNode error = Json.MAPPER.readTree(recording.body());

        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.failureClass()).isEqualTo(ERRORS.get(recording.id()));
        assertThat(failure.status()).isEqualTo(recording.status());
        // the key that it quotes is masked, with four stars whatever its length
        assertThat(failure.message()).isEqualTo(error.path("message").asString().replaceAll("\\*+", "****"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("embeddings")
    void readsEmbeddings(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        DecodedEmbeddings decoded =
                Objects.requireNonNull(Cohere.provider().embeddings()).decode(JsonText.of(recording.body()));

        assertThat(decoded).isInstanceOfSatisfying(DecodedEmbeddings.Vectors.class, vectors -> {
            List<JsonNode> expected = List.copyOf(answer.at("/embeddings/float").values());
            assertThat(vectors.vectors()).hasSameSizeAs(expected);
            for (int index = 0; index < expected.size(); index++) {
                EmbeddingVector vector = vectors.vectors().get(index);
                assertThat(vector.length()).isEqualTo(expected.get(index).size());
                assertThat(vector.json(EncodingFormat.FLOAT).path(7).asDouble())
                        .isEqualTo(expected.get(index).path(7).asDouble());
            }
            assertThat(vectors.usage())
                    .isEqualTo(TokenUsage.of(
                            answer.at("/meta/billed_units/input_tokens").asLong(), 0));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compatible")
    void theCompatibleTranslatorReadsWhatSpeaksOpenAisWords(Recording recording) {
        ChatTranslator translator = new CompatibleTranslator("Cohere", Quirks.NONE);
        JsonText body = JsonText.of(recording.body());
        String sent = Json.MAPPER.writeValueAsString(recording.request());

        Encoded encoded = translator.encode(Requests.read(sent), EncodingContext.of("command-r7b-12-2024"));

        assertThat(encoded).isInstanceOf(Encoded.Ready.class);
        if (recording.isStream()) {
            StreamRun run = StreamRun.of(translator, Arriving.whole(recording.body()));
            assertThat(run.ending()).isEqualTo(Ending.DONE);
            assertThat(run.finishReasons()).containsExactly("stop");
            assertThat(Message.of(run.chunks()).content()).isNotEmpty();
            assertThat(run.usage()).isNotNull();
        } else {
            assertThat(translator.decode(body, StreamRun.CONTEXT))
                    .isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
                        assertThat(completion.json()).isEqualTo(body);
                        assertThat(completion.finishReason()).isEqualTo("stop");
                    });
        }
    }

    /** Cohere's requests are OpenAI's but for the names of what tunes them, so encoding must give their messages back. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void encodesRealConversationsAsTheyWereSent(Recording recording) {
        ObjectNode recorded = (ObjectNode) Objects.requireNonNull(recording.request());
        ObjectNode asked = recorded.deepCopy();
        asked.remove(List.of("response_format", "tool_choice"));

        Encoded encoded = chat.encode(Requests.read(asked.toString()), EncodingContext.of("m"));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            JsonNode sent = Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(Sent.messages(sent)).isEqualTo(Sent.messages(recorded));
            assertThat(sent.path("tools")).isEqualTo(recorded.path("tools"));
            assertThat(sent.path("documents")).isEqualTo(recorded.path("documents"));
            assertThat(ready.dropped()).isSubsetOf("stop_sequences", Sent.thinkingPart(recorded));
        });
    }

    /** What a request says, however its texts are wrapped. */
    private record Sent(String role, String text, String images, JsonNode calls, String callId) {
        static List<Sent> messages(JsonNode request) {
            return request.path("messages")
                    .valueStream()
                    .map(Sent::of)
                    .filter(sent -> !sent.text.isEmpty() || !sent.calls.isEmpty() || !sent.images.isEmpty())
                    .toList();
        }

        private static Sent of(JsonNode message) {
            StringBuilder text = new StringBuilder(message.path("content").asString(""));
            StringBuilder images = new StringBuilder();
            for (JsonNode item : message.path("content")) {
                text.append(item.path("text").asString(""));
                text.append(item.path("document").isObject() ? item.path("document") : "");
                images.append(item.at("/image_url/url").asString(""));
            }
            return new Sent(
                    message.path("role").asString(),
                    text.toString(),
                    images.toString(),
                    message.path("tool_calls").isArray() ? message.path("tool_calls") : Json.MAPPER.createArrayNode(),
                    message.path("tool_call_id").asString(""));
        }

        /** Thinking that comes back without our mark may be another vendor's. */
        static String thinkingPart(JsonNode request) {
            int message = 0;
            for (JsonNode each : request.path("messages")) {
                int part = 0;
                for (JsonNode item : each.path("content")) {
                    if (item.path("type").asString("").equals("thinking")) {
                        return "messages[" + message + "].content[" + part + "]";
                    }
                    part++;
                }
                message++;
            }
            return "";
        }
    }

    /** An answer as its blocks say it, gathered without any of the code under test. */
    private static final class Expected {
        private String id = "";
        private String text = "";
        private String reasoning = "";
        private final List<String> toolCalls = new ArrayList<>();
        private String finishReason = "";
        private TokenUsage usage = TokenUsage.NONE;
        private int citations;

        Message message() {
            return new Message(text, reasoning, "", toolCalls, finishReason);
        }

        static Expected ofWhole(JsonNode answer) {
            Expected expected = new Expected();
            JsonNode message = answer.path("message");
            for (JsonNode block : message.path("content")) {
                expected.text += block.path("text").asString("");
                expected.reasoning += block.path("thinking").asString("");
            }
            expected.reasoning += message.path("tool_plan").asString("");
            for (JsonNode call : message.path("tool_calls")) {
                expected.toolCalls.add(call.path("id").asString() + " "
                        + call.at("/function/name").asString() + " "
                        + call.at("/function/arguments").asString());
            }
            expected.ended(answer);
            return expected;
        }

        static Expected ofStream(byte[] bytes) {
            Expected expected = new Expected();
            String call = "";
            for (String line : new String(bytes, java.nio.charset.StandardCharsets.UTF_8).split("\r?\n", -1)) {
                if (!line.startsWith("data: {")) {
                    continue;
                }
                JsonNode event = Json.MAPPER.readTree(line.substring("data: ".length()));
                JsonNode message = event.at("/delta/message");
                switch (event.path("type").asString()) {
                    case "message-start" -> expected.id = event.path("id").asString();
                    case "content-start", "content-delta" -> {
                        expected.text += message.at("/content/text").asString("");
                        expected.reasoning += message.at("/content/thinking").asString("");
                    }
                    case "tool-plan-delta" ->
                        expected.reasoning += message.path("tool_plan").asString();
                    case "tool-call-start" ->
                        call = message.at("/tool_calls/id").asString() + " "
                                + message.at("/tool_calls/function/name").asString() + " "
                                + message.at("/tool_calls/function/arguments").asString();
                    case "tool-call-delta" ->
                        call += message.at("/tool_calls/function/arguments").asString();
                    case "tool-call-end" -> expected.toolCalls.add(call.endsWith(" ") ? call + "{}" : call);
                    case "citation-start" -> expected.citations++;
                    case "message-end" -> expected.ended(event.path("delta"));
                    default -> {}
                }
            }
            return expected;
        }

        private void ended(JsonNode end) {
            finishReason = FINISH_REASONS.getOrDefault(end.path("finish_reason").asString(), "");
            JsonNode counted = end.path("usage");
            usage = new TokenUsage(
                    counted.at("/billed_units/input_tokens").asLong(0),
                    counted.at("/billed_units/output_tokens").asLong(0),
                    counted.path("cached_tokens").asLong(0),
                    0,
                    0,
                    counted.at("/tokens/reasoning_tokens").asLong(0),
                    0,
                    0,
                    false);
        }
    }
}
