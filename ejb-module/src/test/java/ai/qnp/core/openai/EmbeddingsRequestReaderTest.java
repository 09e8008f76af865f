package ai.qnp.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsRequestReaderTest {
    @Test
    void readsOneText() {
        EmbeddingsRequest request = accepted(
                "{\"model\":\"m\",\"input\":\"Hello\",\"encoding_format\":\"base64\",\"dimensions\":256,\"x\":1}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.inputs()).containsExactly(new Input.Text("Hello"));
        assertThat(request.isBatch()).isFalse();
        assertThat(request.format()).isEqualTo(EncodingFormat.BASE64);
        assertThat(request.dimensions()).isEqualTo(256);
        assertThat(request.fields().names()).containsExactly("encoding_format", "dimensions", "x");
        assertThat(request.inputJson()).hasToString("\"Hello\"");
        assertThat(request.promptCharacters()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"a\",\"b\"]     | 2 | true",
                "[1,2,3]           | 1 | false",
                "[[1,2],[3]]       | 2 | true",
                "[\"a\",[1]]       | 2 | true",
            })
    void readsBatchesAndTokens(String input, int count, boolean isBatch) {
        EmbeddingsRequest request = accepted("{\"model\":\"m\",\"input\":" + input + "}");

        assertThat(request.inputs()).hasSize(count);
        assertThat(request.isBatch()).isEqualTo(isBatch);
        assertThat(request.inputJson()).hasToString(input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"input\":\"a\"}                                            | missing_field   | model",
                "{\"model\":\"m\"}                                            | missing_field   | input",
                "{\"model\":\"m\",\"input\":null}                             | missing_field   | input",
                "{\"model\":\"m\",\"input\":[]}                               | invalid_value   | input",
                "{\"model\":\"m\",\"input\":\"\"}                             | invalid_value   | input",
                "{\"model\":\"m\",\"input\":[\"a\",\"\"]}                     | invalid_value   | input[1]",
                "{\"model\":\"m\",\"input\":{}}                               | invalid_value   | input",
                "{\"model\":\"m\",\"input\":[1.5]}                            | invalid_value   | input[0]",
                "{\"model\":\"m\",\"input\":[1,\"a\"]}                        | invalid_value   | input",
                "{\"model\":\"m\",\"input\":[[1,\"a\"]]}                      | invalid_value   | input[0]",
                "{\"model\":\"m\",\"input\":\"a\",\"encoding_format\":\"hex\"}| invalid_value   | encoding_format",
                "{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0}           | invalid_value   | dimensions",
                "{\"model\":\"m\",\"model\":\"n\",\"input\":\"a\"}            | duplicate_field | model",
                "[]                                                           | invalid_json    | ",
            })
    void refusesWhatIsNoRequest(String body, String code, String param) {
        ApiError error = rejected(body);

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
    }

    private static EmbeddingsRequest accepted(String body) {
        return switch (EmbeddingsRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<EmbeddingsRequest>(EmbeddingsRequest request) -> request;
            case ReadRequest.Rejected<EmbeddingsRequest>(ApiError error) -> throw new AssertionError(error.message());
        };
    }

    private static ApiError rejected(String body) {
        return switch (EmbeddingsRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<EmbeddingsRequest> accepted -> throw new AssertionError("accepted");
            case ReadRequest.Rejected<EmbeddingsRequest>(ApiError error) -> error;
        };
    }
}
