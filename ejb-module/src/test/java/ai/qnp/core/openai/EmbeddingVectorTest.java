package ai.qnp.core.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingVectorTest {
    @Test
    void keepsNumbersToTheLastDigit() {
        String numbers = "[0.0123456789012345,-1.0E-9,0.0,1.0]";

        assertThat(read(numbers).json(EncodingFormat.FLOAT)).hasToString(numbers);
    }

    @Test
    void readsBase64AsLittleEndianFloats() {
        // 1.0f, -0.5f, 0.1f
        EmbeddingVector vector = read("\"AACAPwAAAL/NzMw9\"");

        assertThat(vector.json(EncodingFormat.FLOAT)).hasToString("[1.0,-0.5,0.1]");
        assertThat(vector.json(EncodingFormat.BASE64).asString()).isEqualTo("AACAPwAAAL/NzMw9");
        assertThat(vector.length()).isEqualTo(3);
    }

    @Test
    void writesBase64AsLittleEndianFloats() {
        assertThat(read("[1,-0.5,0.1]").json(EncodingFormat.BASE64).asString()).isEqualTo("AACAPwAAAL/NzMw9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "1", "[1,\"a\"]", "\"\"", "\"AAA\"", "\"?\"", "[[1]]"})
    void isNothingElse(String json) {
        assertThat(EmbeddingVector.read(Json.MAPPER.readTree(json))).isNull();
    }

    private static EmbeddingVector read(String json) {
        return Objects.requireNonNull(EmbeddingVector.read(Json.MAPPER.readTree(json)));
    }
}
