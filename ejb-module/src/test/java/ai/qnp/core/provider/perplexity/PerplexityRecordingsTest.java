package ai.qnp.core.provider.perplexity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
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
import java.util.List;
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
class PerplexityRecordingsTest {
    /** Vectors of 8-bit integers in base64, which are no floats, below another path: QNP has no embeddings of Perplexity's. */
    private static final Set<String> EMBEDDINGS = Set.of("perplexity-0002");

    private static final Map<String, FailureClass> ERRORS = Map.of(
            "perplexity-0004", FailureClass.MODEL_NOT_FOUND,
            "perplexity-0006", FailureClass.CREDENTIAL_REJECTED);

    private final ChatTranslator chat = Perplexity.provider().chat();

    private static Stream<Recording> all() {
        return Recording.of("perplexity").stream();
    }

    private static Stream<Recording> answers() {
        return all().filter(recording -> !ERRORS.containsKey(recording.id()) && !EMBEDDINGS.contains(recording.id()));
    }

    static Stream<Recording> wholeAnswers() {
        return answers().filter(recording -> !recording.isStream());
    }

    static Stream<Recording> streams() {
        return answers().filter(Recording::isStream);
    }

    static Stream<Recording> errors() {
        return all().filter(recording -> ERRORS.containsKey(recording.id()));
    }

    static Stream<Recording> requests() {
        return answers().filter(recording -> recording.request() != null);
    }

    @Test
    void noneIsLeftOut() {
        Set<String> read = Stream.of(wholeAnswers(), streams(), errors())
                .flatMap(each -> each.map(Recording::id))
                .collect(Collectors.toSet());
        read.addAll(EMBEDDINGS);

        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(all().map(Recording::id).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void decodesWholeAnswersAndKeepsWhatIsPerplexitysOwn(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());
        PlainAnswer expected = PlainAnswer.ofWhole(recording.body(), Map.of());

        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            assertThat(Message.of(json)).isEqualTo(expected.message());
            assertThat(completion.finishReason()).isEqualTo("stop");
            String size = answer.at("/usage/search_context_size").asString("low");
            assertThat(completion.usage()).isEqualTo(expected.usage().on(Terms.NONE.searching(size)));
            assertThat(json.path("model").asString()).isEqualTo(expected.model());
            assertThat(json.path("object").asString()).isEqualTo("chat.completion");
            assertThat(json.path("citations")).isEqualTo(answer.path("citations"));
            assertThat(json.path("search_results")).isEqualTo(answer.path("search_results"));
            assertThat(json.at("/usage/cost")).isEqualTo(answer.at("/usage/cost"));
            assertThat(json.at("/choices/0").has("delta")).isFalse();
            assertThat(urls(json.at("/choices/0/message/annotations"))).isEqualTo(texts(answer.path("citations")));
        });
    }

    private static List<String> urls(JsonNode annotations) {
        return annotations
                .valueStream()
                .map(annotation -> annotation.at("/url_citation/url").asString())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).distinct().toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void reducesStreamsToTheSameHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        PlainAnswer expected = PlainAnswer.ofStream(bytes, Map.of());

        StreamRun whole = StreamRun.of(chat, Arriving.whole(bytes));

        assertThat(whole.ending()).isEqualTo(Ending.COMPLETE_WITHOUT_DONE);
        assertThat(Message.of(whole.chunks())).isEqualTo(expected.message());
        assertThat(whole.finishReasons()).containsExactly("stop");
        assertThat(Objects.requireNonNull(whole.usage()).on(Terms.NONE)).isEqualTo(expected.usage());
        assertThat(whole.chunks().stream()
                        .filter(chunk -> chunk.at("/choices/0/delta").has("role")))
                .containsExactly(whole.chunks().getFirst());
        JsonNode last = whole.chunks().getLast();
        assertThat(whole.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.at("/choices/0").has("message")).isFalse();
            assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
            assertThat(chunk.at("/choices/0/delta").has("annotations")).isEqualTo(chunk.equals(last));
        });
        assertThat(urls(last.at("/choices/0/delta/annotations"))).isEqualTo(texts(last.path("citations")));
        for (InputStream arriving : recording.arrivingOtherwise(120)) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void tellsErrorsApart(Recording recording) {
        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.failureClass()).isEqualTo(ERRORS.get(recording.id()));
        assertThat(failure.status()).isEqualTo(recording.status());
        assertThat(failure.message())
                .isEqualTo(
                        recording.status() == 401
                                ? "the provider answered with status 401 and no message"
                                : Json.MAPPER
                                        .readTree(recording.body())
                                        .at("/error/message")
                                        .asString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void sendsRealRequestsAsTheyWere(Recording recording) {
        ObjectNode recorded = (ObjectNode) Objects.requireNonNull(recording.request());

        Encoded encoded = chat.encode(Requests.read(recorded.toString()), EncodingContext.of("m"));

        ObjectNode expected = recorded.deepCopy().put("model", "m");
        expected.remove("stream_options");
        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8())).isEqualTo(expected);
            assertThat(ready.dropped()).isEmpty();
        });
    }
}
