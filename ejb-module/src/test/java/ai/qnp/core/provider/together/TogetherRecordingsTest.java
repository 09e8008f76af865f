package ai.qnp.core.provider.together;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Message;
import ai.qnp.core.provider.PlainAnswer;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Real answers, each read a second time in the plainest way and compared. */
class TogetherRecordingsTest {
    private static final Map<String, FailureClass> ERRORS = Map.of(
            "together-0001", FailureClass.INVALID_REQUEST,
            "together-0002", FailureClass.CREDENTIAL_REJECTED,
            "together-0003", FailureClass.RATE_LIMITED);

    private static final Map<String, String> FINISH_REASONS = Map.of("eos", "stop");

    private final ChatTranslator chat = Together.provider().chat();

    private static Stream<Recording> all() {
        return Recording.of("together").stream();
    }

    private static Stream<Recording> answers(String path) {
        return all().filter(recording -> recording.path().endsWith(path) && !ERRORS.containsKey(recording.id()));
    }

    static Stream<Recording> wholeAnswers() {
        return answers("/chat/completions").filter(recording -> !recording.isStream());
    }

    static Stream<Recording> streams() {
        return answers("/chat/completions").filter(Recording::isStream);
    }

    static Stream<Recording> images() {
        return answers("/images/generations");
    }

    static Stream<Recording> errors() {
        return all().filter(recording -> ERRORS.containsKey(recording.id()));
    }

    static Stream<Recording> requests() {
        return all().filter(recording -> recording.path().endsWith("/chat/completions") && recording.request() != null);
    }

    @Test
    void noneIsLeftOut() {
        Set<String> read = Stream.of(wholeAnswers(), streams(), images(), errors())
                .flatMap(each -> each.map(Recording::id))
                .collect(Collectors.toSet());

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(all().map(Recording::id).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void decodesWholeAnswers(Recording recording) {
        PlainAnswer expected = PlainAnswer.ofWhole(recording.body(), FINISH_REASONS);

        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            Message message = Message.of(json);
            assertThat(message).isEqualTo(expected.message());
            assertThat(completion.finishReason()).isEqualTo(message.finishReason());
            assertThat(completion.usage()).isEqualTo(expected.usage());
            assertThat(json.path("model").asString()).isEqualTo(expected.model());
            assertThat(json.at("/choices/0/message").has("reasoning")).isFalse();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void reducesStreamsToTheSameHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        PlainAnswer expected = PlainAnswer.ofStream(bytes, FINISH_REASONS);

        StreamRun whole = StreamRun.of(chat, Arriving.whole(bytes));

        assertThat(whole.ending()).isEqualTo(Ending.DONE);
        assertThat(Message.of(whole.chunks())).isEqualTo(expected.message());
        assertThat(whole.finishReasons()).containsExactly("stop");
        assertThat(whole.usage()).isEqualTo(expected.usage());
        assertThat(whole.chunks().stream()
                        .filter(chunk -> chunk.at("/choices/0/delta").has("role")))
                .containsExactly(whole.chunks().getFirst());
        for (InputStream arriving : recording.arrivingOtherwise(60)) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("images")
    void passesImages(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        DecodedImages decoded = Objects.requireNonNull(Together.provider().images())
                .decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(DecodedImages.Made.class, made -> {
            JsonNode json = Json.MAPPER.readTree(made.json().utf8());
            assertThat(made.count()).isEqualTo(answer.path("data").size());
            assertThat(json.path("data")).isEqualTo(answer.path("data"));
            assertThat(json.path("created").isIntegralNumber()).isTrue();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void tellsErrorsApartAndKeepsTheirMessage(Recording recording) {
        JsonNode error = Json.MAPPER.readTree(recording.body()).path("error");

        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.failureClass()).isEqualTo(ERRORS.get(recording.id()));
        assertThat(failure.status()).isEqualTo(recording.status());
        assertThat(failure.message()).isEqualTo(error.path("message").asString());
        assertThat(failure.param())
                .isEqualTo(error.hasNonNull("param") ? error.path("param").asString() : null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void sendsRealRequestsAsTheyWere(Recording recording) {
        ObjectNode recorded = (ObjectNode) Objects.requireNonNull(recording.request());

        Encoded encoded = chat.encode(Requests.read(recorded.toString()), EncodingContext.of("m"));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            JsonNode sent = Json.MAPPER.readTree(ready.request().body().utf8());
            // of a router in between
            assertThat(ready.dropped()).isSubsetOf("provider");
            assertThat(sent.path("messages").size())
                    .isEqualTo(recorded.path("messages").size());
            for (int index = 0; index < sent.path("messages").size(); index++) {
                assertThat(sent.path("messages").path(index).path("content"))
                        .isEqualTo(recorded.path("messages").path(index).path("content"));
            }
            assertThat(sent.path("tools").size())
                    .isEqualTo(recorded.path("tools").size());
            assertThat(sent.at("/tool_choice/function")).isEqualTo(recorded.at("/tool_choice/function"));
            assertThat(sent.path("tool_choice").asString(""))
                    .isEqualTo(recorded.path("tool_choice").asString(""));
            assertThat(sent.path("max_tokens").asInt(0))
                    .isEqualTo(recorded.path("max_completion_tokens")
                            .asInt(recorded.path("max_tokens").asInt(0)));
        });
    }
}
