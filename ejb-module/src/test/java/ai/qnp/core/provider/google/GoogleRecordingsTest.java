package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Message;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Real answers, each read a second time here in the plainest way and compared. */
class GoogleRecordingsTest {
    /** A call that Google could not read itself, with nothing else in the answer: a failure, not a finish. */
    private static final Set<String> MALFORMED = Set.of("google-0334");
    /** Streams that were asked for without {@code alt=sse}, which QNP always sends: one JSON array, not events. */
    private static final Set<String> ARRAYS = Set.of(
            "google-0195", "google-0197", "google-0278", "google-0403", "google-0408", "google-0432", "google-0437");

    private final ChatTranslator chat = Google.provider().chat();

    private static Stream<Recording> all() {
        return Recording.of("google").stream();
    }

    private static Stream<Recording> answers() {
        return all().filter(recording ->
                        recording.status() == 200 && !recording.path().contains("mbedContent"))
                .filter(recording -> !recording.feature().equals("embeddings"));
    }

    static Stream<Recording> wholeAnswers() {
        return answers().filter(recording -> !recording.isStream() && !MALFORMED.contains(recording.id()));
    }

    static Stream<Recording> streams() {
        return answers().filter(recording -> recording.isStream() && !ARRAYS.contains(recording.id()));
    }

    static Stream<Recording> arrays() {
        return answers().filter(recording -> ARRAYS.contains(recording.id()));
    }

    static Stream<Recording> malformed() {
        return answers().filter(recording -> MALFORMED.contains(recording.id()));
    }

    static Stream<Recording> embeddings() {
        return all().filter(recording ->
                recording.status() == 200 && recording.feature().equals("embeddings"));
    }

    static Stream<Recording> errors() {
        return all().filter(recording -> recording.status() != 200);
    }

    @Test
    void runsEveryRecordingOnce() {
        List<String> run = Stream.of(wholeAnswers(), streams(), arrays(), malformed(), embeddings(), errors())
                .flatMap(recordings -> recordings.map(Recording::id))
                .toList();

        assertThat(run)
                .containsExactlyInAnyOrderElementsOf(all().map(Recording::id).toList());
    }

    private static @Nullable TokenUsage tokens(@Nullable TokenUsage usage) {
        return usage == null ? null : usage.on(Terms.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void decodesWholeAnswers(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());
        ExpectedAnswer expected = ExpectedAnswer.of(List.of(answer));

        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            expected.check(Message.of(json));
            assertThat(completion.finishReason()).isEqualTo(expected.finishReason());
            assertThat(tokens(completion.usage())).isEqualTo(expected.usage());
            assertThat(json.path("model").asString()).isEqualTo(expected.model);
            assertThat(json.path("id").asString())
                    .isEqualTo(answer.path("responseId").asString("chatcmpl-test"));
            JsonNode message = json.at("/choices/0/message");
            assertThat(message.path("images").size()).isEqualTo(expected.images);
            assertThat(message.at("/audio/data").asString("")).isEqualTo(expected.speech);
            assertThat(message.path("provider_content").size()).isEqualTo(expected.own);
            assertThat(message.path("grounding_metadata").isObject()).isEqualTo(expected.grounded);
            assertThat(signatures(message)).isEqualTo(expected.signatures);
            assertThat(message.path("annotations").size()).isEqualTo(expected.annotations);
            assertThat(json.at("/choices/0/logprobs/content").size()).isEqualTo(expected.logprobs);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void reducesStreamsToTheSameHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        StreamRun whole = StreamRun.of(chat, Arriving.whole(bytes));

        check(whole, ExpectedAnswer.of(events(bytes)));
        List<Integer> wire = recording.wireLengths();
        for (InputStream arriving : List.of(
                Arriving.byteByByte(bytes),
                Arriving.inPieces(bytes, wire),
                Arriving.inPieces(bytes, randomLengths(bytes.length, 1)),
                Arriving.inPieces(bytes, randomLengths(bytes.length, 2)))) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(whole);
        }
    }

    /** As Google would have sent them with {@code alt=sse}; as they are, they are no event stream and fail. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("arrays")
    void reducesWhatWasAskedForAsAnArray(Recording recording) {
        List<JsonNode> events =
                List.copyOf(Json.MAPPER.readTree(recording.body()).values());
        ByteArrayOutputStream sse = new ByteArrayOutputStream();
        events.forEach(event -> sse.writeBytes(("data: " + event + "\r\n\r\n").getBytes(StandardCharsets.UTF_8)));

        StreamRun asEvents = StreamRun.of(chat, Arriving.whole(sse.toByteArray()));
        StreamRun asItCame = StreamRun.of(chat, Arriving.whole(recording.body()));

        check(asEvents, ExpectedAnswer.of(events));
        assertThat(StreamRun.of(chat, Arriving.byteByByte(sse.toByteArray()))).isEqualTo(asEvents);
        assertThat(Objects.requireNonNull(asItCame.failure()).failureClass()).isEqualTo(FailureClass.INVALID_ANSWER);
    }

    private static void check(StreamRun run, ExpectedAnswer expected) {
        assertThat(run.ending()).isEqualTo(Ending.COMPLETE_WITHOUT_DONE);
        expected.check(Message.of(run.chunks()));
        assertThat(run.finishReasons()).containsExactly(expected.finishReason());
        assertThat(tokens(run.usage())).isEqualTo(expected.usage());
        assertThat(run.chunks().getFirst().at("/choices/0/delta/role").asString())
                .isEqualTo("assistant");
        assertThat(run.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.path("id")).isEqualTo(run.chunks().getFirst().path("id"));
            assertThat(chunk.path("model").asString()).isEqualTo(expected.model);
        });
        assertThat(listed(run, "images")).isEqualTo(expected.images);
        assertThat(listed(run, "provider_content")).isEqualTo(expected.own);
        assertThat(listed(run, "annotations")).isEqualTo(expected.annotations);
        List<String> signatures = run.chunks().stream()
                .flatMap(chunk -> signatures(chunk.at("/choices/0/delta")).stream())
                .toList();
        assertThat(signatures).containsExactlyInAnyOrderElementsOf(expected.signatures);
    }

    private static int listed(StreamRun run, String field) {
        return run.chunks().stream()
                .mapToInt(chunk -> chunk.at("/choices/0/delta/" + field).size())
                .sum();
    }

    /** Signatures of calls, images and the text, in that order. */
    private static List<String> signatures(JsonNode message) {
        String at = "/extra_content/google/thought_signature";
        return Stream.of(
                        message.path("tool_calls").valueStream(),
                        message.path("images").valueStream(),
                        Stream.of(message))
                .flatMap(entries -> entries)
                .map(entry -> entry.at(at))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<Integer> randomLengths(int total, long seed) {
        Random random = new Random(seed);
        return IntStream.generate(() -> 1 + random.nextInt(97))
                .limit(total)
                .boxed()
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void aCallThatGoogleCouldNotReadIsAFailure(Recording recording) {
        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Failed.class, failed -> {
            assertThat(failed.failure().failureClass()).isEqualTo(FailureClass.INVALID_ANSWER);
            assertThat(failed.failure().message()).startsWith("Malformed function call");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("embeddings")
    void readsEmbeddings(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());
        List<JsonNode> expected = answer.has("embedding")
                ? List.of(answer.at("/embedding/values"))
                : answer.path("embeddings")
                        .valueStream()
                        .map(embedding -> embedding.path("values"))
                        .toList();
        EmbeddingsTranslator embeddings =
                Objects.requireNonNull(Google.provider().embeddings());

        DecodedEmbeddings decoded = embeddings.decode(JsonText.of(recording.body()));

        assertThat(decoded).isInstanceOfSatisfying(DecodedEmbeddings.Vectors.class, read -> {
            assertThat(read.vectors())
                    .map(vector -> doubles(vector.json(EncodingFormat.FLOAT)))
                    .isEqualTo(
                            expected.stream().map(GoogleRecordingsTest::doubles).toList());
            long tokens = answer.at("/usageMetadata/promptTokenCount").asLong(-1);
            assertThat(read.usage() == null ? -1 : read.usage().promptTokens()).isEqualTo(tokens);
        });
    }

    private static List<Double> doubles(JsonNode numbers) {
        return numbers.valueStream().map(JsonNode::asDouble).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void tellsErrorsByTheirClassAndKeepsTheMessage(Recording recording) {
        JsonNode error = Json.MAPPER.readTree(recording.body()).path("error");
        String message = error.path("message").asString();

        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.status()).isEqualTo(recording.status());
        assertThat(failure.message())
                .startsWith(message.replaceAll("\\s+", " ").strip().substring(0, Math.min(message.length(), 200) - 10));
        assertThat(failure.failureClass()).isEqualTo(expectedClass(recording.status(), message));
    }

    private static FailureClass expectedClass(int status, String message) {
        return switch (status) {
            case 400 -> {
                if (message.startsWith("API key not valid")) {
                    yield FailureClass.CREDENTIAL_REJECTED;
                }
                yield message.startsWith("The input token count")
                        ? FailureClass.CONTEXT_LENGTH_EXCEEDED
                        : FailureClass.INVALID_REQUEST;
            }
            case 403 -> FailureClass.CREDENTIAL_REJECTED;
            case 404 -> FailureClass.MODEL_NOT_FOUND;
            case 429 -> FailureClass.RATE_LIMITED;
            case 503 -> FailureClass.OVERLOADED;
            default -> FailureClass.SERVER_ERROR;
        };
    }

    private static List<JsonNode> events(byte[] bytes) {
        return Stream.of(new String(bytes, StandardCharsets.UTF_8).split("\r?\n\r?\n", -1))
                .map(event -> event.strip()
                        .lines()
                        .filter(line -> line.startsWith("data:"))
                        .map(line -> line.substring("data:".length()).strip())
                        .collect(Collectors.joining("\n")))
                .filter(data -> !data.isEmpty())
                .map(Json.MAPPER::readTree)
                .toList();
    }
}
