package ai.qnp.core.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Real answers, each read a second time here in the plainest way and compared. */
class OpenAiRecordingsTest {
    private final ChatTranslator chat = OpenAi.provider().chat();

    static Stream<Recording> wholeAnswers() {
        return chatRecordings().filter(recording -> recording.status() == 200 && !recording.isStream());
    }

    static Stream<Recording> streams() {
        return chatRecordings().filter(recording -> recording.status() == 200 && recording.isStream());
    }

    static Stream<Recording> errors() {
        return Recording.of("openai").stream().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> requests() {
        return chatRecordings().filter(recording -> recording.request() != null && recording.status() == 200);
    }

    private static Stream<Recording> chatRecordings() {
        return Recording.of("openai").stream()
                .filter(recording -> recording.path().endsWith("/chat/completions"));
    }

    /** Embeddings and images have tests of their own; an edit's answer is one of images. */
    @Test
    void everyRecordingRuns() {
        long elsewhere = Recording.of("openai").stream()
                .filter(recording -> recording.status() == 200)
                .filter(recording -> recording.path().endsWith("/embeddings")
                        || recording.path().endsWith("/images/edits"))
                .count();

        assertThat(wholeAnswers().count() + streams().count() + errors().count() + elsewhere)
                .isEqualTo(Recording.of("openai").size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void passesWholeAnswersByteForByte(Recording recording) {
        JsonText body = JsonText.of(recording.body());
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        Decoded decoded = chat.decode(body, StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            assertThat(completion.json()).isEqualTo(body);
            assertThat(completion.usage()).isEqualTo(usage(answer.path("usage")));
            assertThat(completion.finishReason())
                    .isEqualTo(answer.at("/choices/0/finish_reason").asString());
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void passesStreamsUnchangedHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        List<JsonNode> sent = new ArrayList<>();
        for (String event : new String(bytes, StandardCharsets.UTF_8).split("\n\n", -1)) {
            if (!event.isEmpty() && !event.equals("data: [DONE]")) {
                sent.add(Json.MAPPER.readTree(event.substring("data: ".length())));
            }
        }
        List<JsonNode> withChoices =
                sent.stream().filter(chunk -> !chunk.path("choices").isEmpty()).toList();
        List<String> finishReasons = withChoices.stream()
                .flatMap(chunk -> chunk.path("choices").valueStream())
                .filter(choice -> choice.hasNonNull("finish_reason"))
                .map(choice -> choice.path("finish_reason").asString())
                .toList();
        JsonNode usage = sent.getLast().path("usage");

        for (InputStream arriving : List.of(
                Arriving.whole(bytes), Arriving.byteByByte(bytes), Arriving.inPieces(bytes, recording.wireLengths()))) {
            StreamRun run = StreamRun.of(chat, arriving);

            assertThat(run.ending()).isEqualTo(Ending.DONE);
            assertThat(run.chunks()).isEqualTo(withChoices);
            assertThat(run.finishReasons()).isEqualTo(finishReasons);
            assertThat(run.usage()).isEqualTo(usage.isObject() ? usage(usage) : null);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void keepsTheVendorsMessageOfErrors(Recording recording) {
        JsonNode error = Json.MAPPER.readTree(recording.body()).path("error");

        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.status()).isEqualTo(recording.status());
        assertThat(failure.message())
                .startsWith(error.path("message").asString().substring(0, 10));
        assertThat(failure.code())
                .isEqualTo(error.hasNonNull("code") ? error.path("code").asString() : null);
        assertThat(failure.param())
                .isEqualTo(error.hasNonNull("param") ? error.path("param").asString() : null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void sendsRealRequestsWithOnlyModelUsageAndCapReplaced(Recording recording) {
        JsonNode body = recording.request();
        JsonText bytes = JsonText.of(Json.MAPPER.writeValueAsBytes(body));
        ChatRequest request = ((ReadRequest.Accepted<ChatRequest>) ChatRequestReader.read(bytes)).request();

        Encoded encoded = chat.encode(request, EncodingContext.of("other-model"));

        ObjectNode expected = ((ObjectNode) body.deepCopy()).put("model", "other-model");
        if (body.path("stream").asBoolean(false)) {
            JsonNode options = body.path("stream_options");
            ObjectNode asked = options.isObject() ? (ObjectNode) options.deepCopy() : Json.MAPPER.createObjectNode();
            expected.set("stream_options", asked.put("include_usage", true));
        }
        if (expected.has("max_tokens")) {
            expected.set("max_completion_tokens", expected.remove("max_tokens"));
        }
        for (JsonNode message : expected.path("messages")) {
            message.path("content").forEach(part -> ((ObjectNode) part).remove("cache_control"));
        }
        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8())).isEqualTo(expected);
            assertThat(ready.request().path()).isEqualTo("/chat/completions");
            assertThat(ready.dropped()).isEmpty();
        });
    }

    private static TokenUsage usage(JsonNode usage) {
        return new TokenUsage(
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong(),
                usage.at("/prompt_tokens_details/cached_tokens").asLong(0),
                usage.at("/prompt_tokens_details/cache_write_tokens").asLong(0),
                0,
                usage.at("/completion_tokens_details/reasoning_tokens").asLong(0),
                usage.at("/prompt_tokens_details/audio_tokens").asLong(0),
                usage.at("/completion_tokens_details/audio_tokens").asLong(0),
                false);
    }
}
