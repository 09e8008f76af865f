package ai.qnp.core.provider.anthropic;

import static ai.qnp.core.provider.Requests.part;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.FUNCTION;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.HI;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.OLDER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicRequestTest {
    static List<Arguments> unsupported() {
        return List.of(
                Arguments.of("\"n\":2,\"messages\":" + HI, "n"),
                Arguments.of("\"logprobs\":true,\"messages\":" + HI, "logprobs"),
                Arguments.of("\"modalities\":[\"text\",\"audio\"],\"messages\":" + HI, "modalities"),
                Arguments.of("\"functions\":[{\"name\":\"f\"}],\"messages\":" + HI, "functions"),
                Arguments.of("\"web_search_options\":{},\"messages\":" + HI, "web_search_options"),
                Arguments.of(
                        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}],\"messages\":" + HI, "tools[0]"),
                Arguments.of("\"tool_choice\":\"some\",\"tools\":[" + FUNCTION + "],\"messages\":" + HI, "tool_choice"),
                Arguments.of(
                        "\"tool_choice\":{\"type\":\"custom\"},\"tools\":[" + FUNCTION + "],\"messages\":" + HI,
                        "tool_choice"),
                Arguments.of("\"response_format\":{\"type\":\"grammar\"},\"messages\":" + HI, "response_format.type"),
                Arguments.of(
                        part("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"A\",\"format\":\"wav\"}}"),
                        "messages[0].content[1]"),
                Arguments.of(
                        part("{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://x\"}}"),
                        "messages[0].content[1].image_url.url"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}"), "messages[0].content[1].file"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/zip;base64,AAAA\"}}"),
                        "messages[0].content[1].file.file_data"),
                Arguments.of(part("{\"type\":\"hologram\"}"), "messages[0].content[1].type"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]",
                        "messages[1].role"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupported")
    void saysWhatAnthropicCannotDo(String fields, String param) {
        Encoded encoded = Anthropic.provider()
                .chat()
                .encode(Requests.read("{\"model\":\"a\"," + fields + "}"), EncodingContext.of(OLDER));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            Failure failure = unsupported.failure();
            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(failure.code()).isEqualTo("unsupported_parameter");
            assertThat(failure.param()).isEqualTo(param);
            assertThat(failure.message()).contains(param);
        });
    }

    static List<Arguments> versions() {
        return List.of(
                Arguments.of("claude-3-haiku-20240307", 30),
                Arguments.of("claude-3-5-sonnet-latest", 35),
                Arguments.of("claude-3-7-sonnet-20250219", 37),
                Arguments.of("claude-sonnet-4-20250514", 40),
                Arguments.of("claude-sonnet-4-0", 40),
                Arguments.of("claude-opus-4-1-20250805", 41),
                Arguments.of("claude-haiku-4-5-20251001", 45),
                Arguments.of("anthropic/claude-haiku-4.5", 45),
                Arguments.of("claude-opus-4-8", 48),
                Arguments.of("claude-sonnet-5", 50),
                Arguments.of("claude-haiku-5-5", 55),
                Arguments.of("claude-opus-12", 120),
                Arguments.of("claude-2.1", 21),
                Arguments.of("claude-mythos-preview", 999),
                Arguments.of("something-else", 40));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void readsTheVersionOffTheName(String model, int number) {
        assertThat(ClaudeVersion.of(model)).isEqualTo(new ClaudeVersion(number));
    }

    @Test
    void presentsItselfAsAnthropicWants() {
        var profile = Anthropic.provider().profile();

        assertThat(profile.auth().header()).isEqualTo("x-api-key");
        assertThat(profile.auth().prefix()).isEmpty();
        assertThat(profile.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(profile.baseUrl().getPath()).isEqualTo("/v1");
    }
}
