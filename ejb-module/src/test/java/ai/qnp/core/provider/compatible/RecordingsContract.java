package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Message;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the recordings of a vendor with OpenAI's words must come out as. Every recording runs in one of the tests. */
public abstract class RecordingsContract {
    private static final String CHAT = "/chat/completions";

    /** The vendor. */
    protected abstract Provider provider();

    /** The class of each recorded error, by the recording's id. */
    protected abstract Map<String, FailureClass> errors();

    /** Streams with an error inside, and its class. */
    protected Map<String, FailureClass> failingStreams() {
        return Map.of();
    }

    /** The vendor's finish reasons that OpenAI has other words for. */
    protected Map<String, String> finishReasons() {
        return Map.of();
    }

    /** The recorded requests that are refused here, and the field that is named. */
    protected Map<String, String> refusedRequests() {
        return Map.of();
    }

    /** Recorded requests that no client of OpenAI's can send, and why. */
    protected Map<String, String> notOpenAiRequests() {
        return Map.of();
    }

    /** Request fields that a rule changes or names, beside the model, in any recorded request. */
    protected abstract Set<String> changedFields();

    /** Whatever else there is (embeddings, images), which the vendor's own test runs. */
    protected Predicate<Recording> runElsewhere() {
        return recording -> false;
    }

    private ChatTranslator chat() {
        return provider().chat();
    }

    private Stream<Recording> all() {
        return Recording.of(provider().profile().id()).stream();
    }

    private Stream<Recording> answers(boolean stream) {
        return all().filter(recording -> recording.status() == 200 && recording.isStream() == stream)
                .filter(recording -> !failingStreams().containsKey(recording.id()))
                .filter(runElsewhere().negate());
    }

    private static DynamicTest test(Recording recording, Runnable test) {
        return DynamicTest.dynamicTest(recording.toString(), test::run);
    }

    @Test
    void everyRecordingRuns() {
        long run = answers(true).count()
                + answers(false).count()
                + errors().size()
                + failingStreams().size()
                + all().filter(runElsewhere().and(recording -> !errors().containsKey(recording.id())))
                        .count();

        assertThat(run).isEqualTo(all().count());
        assertThat(answers(true).allMatch(recording -> recording.path().endsWith(CHAT)))
                .isTrue();
        assertThat(answers(false).allMatch(recording -> recording.path().endsWith(CHAT)))
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> wholeAnswersDecodeToWhatTheySay() {
        return answers(false).map(recording -> test(recording, () -> decodes(recording)));
    }

    private void decodes(Recording recording) {
        PlainReading expected = PlainReading.ofWhole(recording.body(), finishReasons());
        JsonNode vendors = Json.MAPPER.readTree(recording.body());

        Decoded decoded = chat().decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            assertThat(read(json)).isEqualTo(expected.messages());
            assertThat(completion.usage()).isEqualTo(expected.usage());
            assertThat(completion.finishReason())
                    .isEqualTo(
                            Objects.requireNonNull(expected.messages().get(0)).finishReason());
            assertThat(json.path("model")).isEqualTo(vendors.path("model"));
            assertThat(json.path("object").asString()).isEqualTo("chat.completion");
            if (json.path("usage").isObject()) {
                assertThat(PlainReading.usage(json.path("usage"))).isEqualTo(expected.usage());
                assertThat(json.at("/usage/prompt_tokens_details/cached_tokens").asLong(0))
                        .isEqualTo(Objects.requireNonNull(expected.usage()).cachedTokens());
            }
        });
    }

    /** As a client of OpenAI's reads a completion. */
    private static Map<Integer, Message> read(JsonNode completion) {
        Map<Integer, Message> messages = new TreeMap<>();
        for (JsonNode choice : completion.path("choices")) {
            JsonNode message = choice.path("message");
            assertThat(message.path("content").isNull()
                            || message.path("content").isString())
                    .as("content is a text or null")
                    .isTrue();
            assertThat(message.path("content").asString("x").isEmpty()
                            && !message.path("tool_calls").isEmpty())
                    .as("content is null where there are only tool calls")
                    .isFalse();
            ObjectNode alone = Json.MAPPER.createObjectNode();
            alone.putArray("choices").add(choice);
            messages.put(choice.path("index").asInt(), Message.of(alone));
        }
        return messages;
    }

    @TestFactory
    Stream<DynamicTest> streamsSayTheSameHoweverTheyArrive() {
        return answers(true).map(recording -> test(recording, () -> reduces(recording)));
    }

    private void reduces(Recording recording) {
        PlainReading expected = PlainReading.ofStream(recording.body(), finishReasons());

        for (InputStream arriving : arriving(recording)) {
            StreamRun run = StreamRun.of(chat(), arriving);

            assertThat(run.ending()).isNotEqualTo(Ending.FAILED);
            assertThat(PlainReading.strictly(run.chunks())).isEqualTo(expected.messages());
            assertThat(run.usage()).isEqualTo(expected.usage());
            if (run.usageChunk() != null) {
                assertThat(run.usageChunk().path("choices").isEmpty()).isTrue();
                assertThat(PlainReading.usage(run.usageChunk().path("usage"))).isEqualTo(expected.usage());
            }
        }
    }

    private static List<InputStream> arriving(Recording recording) {
        byte[] bytes = recording.body();
        Random random = new Random(recording.id().hashCode());
        List<Integer> lengths = new ArrayList<>();
        for (int left = bytes.length; left > 0; left -= lengths.getLast()) {
            lengths.add(Math.min(left, 1 + random.nextInt(200)));
        }
        return List.of(
                Arriving.whole(bytes),
                Arriving.byteByByte(bytes),
                Arriving.inPieces(bytes, recording.wireLengths()),
                Arriving.inPieces(bytes, lengths));
    }

    @TestFactory
    Stream<DynamicTest> errorsHaveTheirClassAndKeepTheMessage() {
        return all().filter(recording -> recording.status() != 200)
                .map(recording -> test(recording, () -> {
                    Failure failure =
                            chat().classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

                    assertThat(failure.failureClass()).isEqualTo(errors().get(recording.id()));
                    assertThat(failure.status()).isEqualTo(recording.status());
                    assertThat(failure.message()).contains(beginning(Json.MAPPER.readTree(recording.body())));
                }));
    }

    /** The first words of the vendor's message, wherever it stands. */
    private static String beginning(JsonNode body) {
        for (String path : List.of("/error/message", "/message", "/detail", "/detail/0/msg")) {
            if (body.at(path).isString()) {
                String message = body.at(path).asString();
                return message.substring(0, Math.min(20, message.length()));
            }
        }
        throw new AssertionError("no message in " + body);
    }

    @TestFactory
    Stream<DynamicTest> streamsWithAnErrorInsideFailByItsClass() {
        return all().filter(recording -> failingStreams().containsKey(recording.id()))
                .map(recording -> test(recording, () -> {
                    for (InputStream arriving : arriving(recording)) {
                        StreamRun run = StreamRun.of(chat(), arriving);

                        assertThat(run.ending()).isEqualTo(Ending.FAILED);
                        assertThat(Objects.requireNonNull(run.failure()).failureClass())
                                .isEqualTo(failingStreams().get(recording.id()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> recordedRequestsAreTaken() {
        return all().filter(recording ->
                        recording.request() != null && recording.request().has("messages"))
                .filter(recording -> !notOpenAiRequests().containsKey(recording.id()))
                .map(recording ->
                        test(recording, () -> encodes(recording, Objects.requireNonNull(recording.request()))));
    }

    private void encodes(Recording recording, JsonNode body) {
        ChatRequest request = Requests.read(body.toString());

        Encoded encoded =
                chat().encode(request, EncodingContext.of(body.path("model").asString()));

        String refused = refusedRequests().get(recording.id());
        if (refused != null) {
            assertThat(encoded)
                    .isInstanceOfSatisfying(
                            Encoded.Unsupported.class,
                            unsupported ->
                                    assertThat(unsupported.failure().param()).isEqualTo(refused));
            return;
        }
        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            JsonNode sent = Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(changedFields()).containsAll(ready.dropped());
            Set<String> names = Stream.concat(body.propertyNames().stream(), sent.propertyNames().stream())
                    .filter(name -> !changedFields().contains(name))
                    .collect(Collectors.toSet());
            for (String name : names) {
                assertThat(sent.path(name)).as(name).isEqualTo(given(body, name));
            }
            assertThat(words(sent.path("messages"))).isEqualTo(words(body.path("messages")));
        });
    }

    /** A field that is null counts as left out. */
    private static JsonNode given(JsonNode body, String name) {
        return body.hasNonNull(name) ? body.path(name) : Json.MAPPER.missingNode();
    }

    /** All that was said and called, whatever the form. */
    private static String words(JsonNode messages) {
        StringBuilder words = new StringBuilder();
        for (JsonNode message : messages) {
            words.append(message.path("role").asString()).append(": ");
            words.append(message.path("content").asString(""));
            message.path("content")
                    .forEach(part -> words.append(part.path("text").asString("")));
            message.path("tool_calls").forEach(call -> words.append(call.path("function")));
            words.append('\n');
        }
        return words.toString();
    }
}
