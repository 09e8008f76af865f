package ai.qnp.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagesRequestReaderTest {
    @Test
    void readsARequest() {
        ImagesRequest request = accepted("{\"model\":\"m\",\"prompt\":\"a cat\",\"n\":2,\"size\":\"1024x1024\","
                + "\"quality\":\"hd\",\"response_format\":\"b64_json\",\"style\":\"vivid\",\"stream\":false}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.prompt()).isEqualTo("a cat");
        assertThat(request.count()).isEqualTo(2);
        assertThat(request.size()).isEqualTo("1024x1024");
        assertThat(request.quality()).isEqualTo("hd");
        assertThat(request.format()).isEqualTo(ImageFormat.B64_JSON);
        assertThat(request.fields().names())
                .containsExactly("n", "size", "quality", "response_format", "style", "stream");
    }

    @Test
    void leavesTheModelToQnpWhenNoneIsNamed() {
        assertThat(accepted("{\"prompt\":\"a cat\"}").model()).isEqualTo("qnp/auto");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\":\"m\"}                                             | missing_field         | prompt",
                "{\"model\":\"m\",\"prompt\":\" \"}                            | missing_field         | prompt",
                "{\"model\":\"m\",\"prompt\":[1]}                              | invalid_type          | prompt",
                "{\"model\":\"m\",\"prompt\":\"a\",\"n\":0}                    | invalid_value         | n",
                "{\"model\":\"m\",\"prompt\":\"a\",\"n\":11}                   | invalid_value         | n",
                "{\"model\":\"m\",\"prompt\":\"a\",\"response_format\":\"gif\"}| invalid_value         | response_format",
                "{\"model\":\"m\",\"prompt\":\"a\",\"stream\":true}            | unsupported_parameter | stream",
                "{\"prompt\":\"a\",\"prompt\":\"b\"}                           | duplicate_field       | prompt",
            })
    void refusesWhatIsNoRequest(String body, String code, String param) {
        switch (ImagesRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ImagesRequest> accepted -> throw new AssertionError("accepted");
            case ReadRequest.Rejected<ImagesRequest>(ApiError error) -> {
                assertThat(error.code()).isEqualTo(code);
                assertThat(error.param()).isEqualTo(param);
            }
        }
    }

    private static ImagesRequest accepted(String body) {
        return switch (ImagesRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ImagesRequest>(ImagesRequest request) -> request;
            case ReadRequest.Rejected<ImagesRequest>(ApiError error) -> throw new AssertionError(error.message());
        };
    }
}
