package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Message;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.StreamRun.Ending;
import ai.qnp.core.sse.Arriving;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Real answers, each read a second time here in the plainest way and compared. */
class AnthropicRecordingsTest {
    private static final Map<String, String> FINISH_REASONS = Map.of(
            "end_turn", "stop",
            "stop_sequence", "stop",
            "max_tokens", "length",
            "tool_use", "tool_calls",
            "refusal", "content_filter");

    private final ChatTranslator chat = Anthropic.provider().chat();

    static Stream<Recording> wholeAnswers() {
        return answers().filter(recording -> !recording.isStream());
    }

    static Stream<Recording> streams() {
        return answers()
                .filter(recording ->
                        recording.isStream() && !recording.feature().equals("error_in_stream"));
    }

    static Stream<Recording> errors() {
        return Recording.of("anthropic").stream().filter(recording -> recording.status() != 200);
    }

    static Stream<Recording> errorsInStreams() {
        return answers().filter(recording -> recording.feature().equals("error_in_stream"));
    }

    private static Stream<Recording> answers() {
        return Recording.of("anthropic").stream().filter(recording -> recording.status() == 200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeAnswers")
    void decodesWholeAnswers(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        Decoded decoded = chat.decode(JsonText.of(recording.body()), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode json = Json.MAPPER.readTree(completion.json().utf8());
            Expected expected = Expected.ofWhole(answer);
            Message message = Message.of(json);
            assertThat(message.content()).isEqualTo(expected.text);
            assertThat(message.reasoning()).isEqualTo(expected.thinking);
            assertThat(message.toolCalls()).isEqualTo(expected.toolCalls);
            assertThat(message.finishReason()).isEqualTo(FINISH_REASONS.get(expected.stopReason));
            assertThat(completion.finishReason()).isEqualTo(message.finishReason());
            assertThat(completion.usage()).isEqualTo(expected.usage);
            assertThat(json.path("model")).isEqualTo(answer.path("model"));
            assertThat(json.path("service_tier").asString(""))
                    .isEqualTo(answer.at("/usage/service_tier").asString("").replace("standard", "default"));
            assertThat(json.at("/choices/0/message/provider_content").size()).isEqualTo(expected.providerBlocks);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void reducesStreamsToTheSameHoweverTheyArrive(Recording recording) {
        byte[] bytes = recording.body();
        Expected expected = Expected.ofStream(bytes);

        StreamRun whole = StreamRun.of(chat, Arriving.whole(bytes));

        Message message = Message.of(whole.chunks());
        assertThat(whole.ending()).isEqualTo(Ending.DONE);
        assertThat(message.content()).isEqualTo(expected.text);
        assertThat(message.reasoning()).isEqualTo(expected.thinking);
        assertThat(message.toolCalls()).isEqualTo(expected.toolCalls);
        assertThat(message.finishReason()).isEqualTo(FINISH_REASONS.get(expected.stopReason));
        assertThat(whole.usage()).isEqualTo(expected.usage);
        assertThat(whole.chunks().stream()
                        .mapToInt(chunk ->
                                chunk.at("/choices/0/delta/provider_content").size())
                        .sum())
                .isEqualTo(expected.providerBlocks);
        assertThat(whole.chunks().getFirst().at("/choices/0/delta/role").asString())
                .isEqualTo("assistant");
        assertThat(whole.chunks()).allSatisfy(chunk -> {
            assertThat(chunk.path("id")).isEqualTo(whole.chunks().getFirst().path("id"));
            assertThat(chunk.path("model").asString()).isEqualTo(expected.model);
        });
        for (InputStream arriving : List.of(
                Arriving.byteByByte(bytes),
                Arriving.inPieces(bytes, recording.wireLengths()),
                Arriving.inPieces(bytes, randomLengths(recording, 1)),
                Arriving.inPieces(bytes, randomLengths(recording, 2)),
                Arriving.inPieces(bytes, randomLengths(recording, 3)))) {
            assertThat(StreamRun.of(chat, arriving)).isEqualTo(whole);
        }
    }

    /** The same for each run, others for each recording. */
    private static List<Integer> randomLengths(Recording recording, int round) {
        Random random = new Random(31L * recording.id().hashCode() + round);
        return random.ints(recording.body().length, 1, 200).boxed().toList();
    }

    @Test
    void noRecordingIsLeftOut() {
        long read =
                wholeAnswers().count() + streams().count() + errorsInStreams().count() + errors().count();

        assertThat(read).isEqualTo(Recording.of("anthropic").size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errorsInStreams")
    void anErrorInAStreamIsAFailureOfItsOwnClass(Recording recording) {
        StreamRun run = StreamRun.of(chat, Arriving.whole(recording.body()));

        assertThat(run.chunks()).isEmpty();
        assertThat(Objects.requireNonNull(run.failure()).failureClass()).isEqualTo(FailureClass.OVERLOADED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("errors")
    void keepsTheVendorsMessageOfErrors(Recording recording) {
        JsonNode error = Json.MAPPER.readTree(recording.body()).path("error");

        Failure failure = chat.classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

        assertThat(failure.status()).isEqualTo(recording.status());
        assertThat(failure.message()).isEqualTo(error.path("message").asString());
        assertThat(failure.code()).isEqualTo(error.path("type").asString());
        assertThat(failure.failureClass()).isEqualTo(expectedClass(recording.status(), failure.message()));
    }

    private static FailureClass expectedClass(int status, String message) {
        if (message.startsWith("prompt is too long")) {
            return FailureClass.CONTEXT_LENGTH_EXCEEDED;
        }
        return switch (status) {
            case 400 -> FailureClass.INVALID_REQUEST;
            case 401 -> FailureClass.CREDENTIAL_REJECTED;
            case 404 -> FailureClass.MODEL_NOT_FOUND;
            case 429 -> FailureClass.RATE_LIMITED;
            case 500 -> FailureClass.SERVER_ERROR;
            case 529 -> FailureClass.OVERLOADED;
            default -> throw new AssertionError("a recorded status that nobody has thought about: " + status);
        };
    }

    /** An answer as its blocks say it, gathered without any of the code under test. */
    private static final class Expected {
        private String text = "";
        private String thinking = "";
        private final List<String> toolCalls = new ArrayList<>();
        private String stopReason = "";
        private String model = "";
        private TokenUsage usage = TokenUsage.NONE;
        private int providerBlocks;

        static Expected ofWhole(JsonNode answer) {
            Expected expected = new Expected();
            for (JsonNode block : answer.path("content")) {
                expected.add(block, Json.MAPPER.writeValueAsString(block.path("input")));
            }
            expected.stopReason = answer.path("stop_reason").asString();
            JsonNode usage = answer.path("usage");
            expected.usage(usage, usage);
            return expected;
        }

        private void add(JsonNode block, String input) {
            switch (block.path("type").asString()) {
                case "text" -> text += block.path("text").asString();
                case "thinking" -> thinking += block.path("thinking").asString();
                case "tool_use" ->
                    toolCalls.add(block.path("id").asString() + " "
                            + block.path("name").asString() + " " + input);
                default -> providerBlocks++;
            }
        }

        static Expected ofStream(byte[] bytes) {
            Expected expected = new Expected();
            JsonNode block = Json.MAPPER.missingNode();
            StringBuilder input = new StringBuilder();
            JsonNode firstUsage = block;
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n", -1)) {
                if (!line.startsWith("data: {")) {
                    continue;
                }
                JsonNode event = Json.MAPPER.readTree(line.substring("data: ".length()));
                JsonNode delta = event.path("delta");
                switch (event.path("type").asString()) {
                    case "message_start" -> {
                        firstUsage = event.at("/message/usage");
                        expected.model = event.at("/message/model").asString();
                    }
                    case "content_block_start" -> {
                        block = event.path("content_block");
                        input = new StringBuilder();
                    }
                    case "content_block_delta" -> {
                        expected.text += delta.path("text").asString("");
                        expected.thinking += delta.path("thinking").asString("");
                        input.append(delta.path("partial_json").asString(""));
                    }
                    case "content_block_stop" -> expected.add(block, input.isEmpty() ? "{}" : input.toString());
                    case "message_delta" -> {
                        expected.stopReason = delta.path("stop_reason").asString();
                        expected.usage(firstUsage, event.path("usage"));
                    }
                    default -> {}
                }
            }
            return expected;
        }

        private void usage(JsonNode first, JsonNode last) {
            long read = count(first, last, "/cache_read_input_tokens");
            long written = count(first, last, "/cache_creation_input_tokens");
            usage = new TokenUsage(
                            count(first, last, "/input_tokens") + read + written,
                            count(first, last, "/output_tokens"),
                            read,
                            written,
                            count(first, last, "/cache_creation/ephemeral_1h_input_tokens"),
                            count(first, last, "/output_tokens_details/thinking_tokens"),
                            0,
                            0,
                            false)
                    .on(Terms.NONE.calling("web_search", count(first, last, "/server_tool_use/web_search_requests")));
        }

        private static long count(JsonNode first, JsonNode last, String field) {
            return last.at(field).isNumber()
                    ? last.at(field).asLong()
                    : first.at(field).asLong(0);
        }
    }
}
