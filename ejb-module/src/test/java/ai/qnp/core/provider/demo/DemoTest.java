package ai.qnp.core.provider.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.InProcessUpstream;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.provider.UpstreamRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DemoTest {
    private final Provider demo = Demo.provider();

    @Test
    void saysThatItIsADemoHowToGetARealModelAndWhatItWasTold() throws IOException {
        Decoded.Completion completion = whole("\"messages\":[{\"role\":\"user\",\"content\":\"Hello  there\"}]");

        JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
        assertThat(json.at("/choices/0/message/content").asString())
                .contains("demo", "OPENAI_API_KEY", "\"Hello there\"");
        assertThat(json.path("id").asString()).isEqualTo("chatcmpl-test");
        assertThat(json.path("model").asString()).isEqualTo("asked-model");
        assertThat(json.path("created").asLong()).isEqualTo(1_700_000_000);
        assertThat(completion.finishReason()).isEqualTo("stop");
        assertThat(Objects.requireNonNull(completion.usage()).completionTokens())
                .isPositive();
    }

    @Test
    void streamsWordByWordWhatItAnswersWhole() throws IOException {
        String fields = "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}]";
        Decoded.Completion whole = whole(fields);

        StreamRun run = stream(fields);

        assertThat(run.ending()).isEqualTo(Ending.DONE);
        assertThat(run.opening()).isEqualTo(1);
        assertThat(run.chunks()).hasSizeGreaterThan(10);
        assertThat(content(run, 0))
                .isEqualTo(Json.MAPPER
                        .readTree(whole.json().utf8())
                        .at("/choices/0/message/content")
                        .asString());
        assertThat(run.usage()).isEqualTo(whole.usage());
        assertThat(run.finishReasons()).containsExactly("stop");
    }

    @Test
    void obeysTheOutputCapUnderBothNames() throws IOException {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

        Decoded.Completion older = whole(messages + ",\"max_tokens\":3");
        Decoded.Completion newer = whole(messages + ",\"max_completion_tokens\":3,\"max_tokens\":null");

        assertThat(older.finishReason()).isEqualTo("length");
        assertThat(older.usage()).isEqualTo(TokenUsage.of(2, 3));
        assertThat(newer).isEqualTo(older);
    }

    @Test
    void givesAsManyChoicesAsAsked() {
        StreamRun run = stream("\"n\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]");

        assertThat(run.finishReasons()).containsExactly("stop", "stop");
        assertThat(content(run, 1)).isEqualTo(content(run, 0)).isNotEmpty();
    }

    @Test
    void repeatsOnlyAShortPieceOfALongMessage() throws IOException {
        Decoded.Completion completion =
                whole("\"messages\":[{\"role\":\"user\",\"content\":\"" + "🙂".repeat(5000) + "\"}]");

        assertThat(completion.json().utf8()).hasSizeLessThan(2000);
        assertThat(completion.json().toString()).contains("🙂…");
    }

    @Test
    void answersWithoutAnyUserMessage() throws IOException {
        Decoded.Completion completion = whole("\"messages\":[{\"role\":\"system\",\"content\":null}]");

        assertThat(completion.json().toString()).contains("demo").doesNotContain("You said");
    }

    @Test
    void costsNothing() {
        assertThat(demo.profile().ownModels()).singleElement().satisfies(model -> {
            assertThat(model.slug()).isEqualTo(demo.profile().defaultModels().chat());
            assertThat(Objects.requireNonNull(model.prices()).base().input()).isEqualTo(BigDecimal.ZERO);
            assertThat(model.prices().base().output()).isEqualTo(BigDecimal.ZERO);
        });
    }

    private static String content(StreamRun run, int choice) {
        return run.chunks().stream()
                .map(chunk -> chunk.path("choices").path(0))
                .filter(piece -> piece.path("index").asInt() == choice)
                .map(piece -> piece.path("delta").path("content").asString(""))
                .collect(Collectors.joining());
    }

    private Decoded.Completion whole(String fields) throws IOException {
        try (InputStream body = upstream().answer(encode("{\"model\":\"qnp\"," + fields + "}"))) {
            return (Decoded.Completion) demo.chat().decode(JsonText.of(body.readAllBytes()), StreamRun.CONTEXT);
        }
    }

    private StreamRun stream(String fields) {
        return StreamRun.of(
                demo.chat(), upstream().answer(encode("{\"model\":\"qnp\",\"stream\":true," + fields + "}")));
    }

    private InProcessUpstream upstream() {
        return Objects.requireNonNull(demo.inProcess());
    }

    private UpstreamRequest encode(String body) {
        ChatRequest request = ((ReadRequest.Accepted<ChatRequest>) ChatRequestReader.read(JsonText.of(body))).request();
        return ((Encoded.Ready) demo.chat().encode(request, EncodingContext.of("demo"))).request();
    }
}
