package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FunctionUrlAnswerTest {
    @Test
    void textGoesOutAsText() throws IOException {
        Answered written = written("{\"a\":\"ä🙂\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(written.base64()).isFalse();
        assertThat(written.body()).isEqualTo("{\"a\":\"ä🙂\"}");
        assertThat(written.headers()).containsOnlyKeys("retry-after");
    }

    @Test
    void bytesThatAreNoTextGoOutAsBase64() throws IOException {
        JsonNode document = document(new byte[] {'"', (byte) 0xff, '"'});

        assertThat(document.get("isBase64Encoded").asBoolean()).isTrue();
        assertThat(document.get("body").asString()).isEqualTo("Iv8i");
    }

    @Test
    void theLongestAnswerFitsIntoSixMegabytesWhateverIsInIt() throws IOException {
        byte[] quotes = "\"".repeat(CollectedAnswer.MAX_BYTES).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        answer(quotes).writeTo(output);

        assertThat(output.size()).isLessThan(6_000_000);
        assertThat(Answered.read(output.toByteArray()).body()).hasSize(CollectedAnswer.MAX_BYTES);
    }

    private static FunctionUrlAnswer answer(byte[] body) {
        return new FunctionUrlAnswer(200, Map.of("Retry-After", "1"), body);
    }

    private static Answered written(byte[] body) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        answer(body).writeTo(output);
        return Answered.read(output.toByteArray());
    }

    private static JsonNode document(byte[] body) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        answer(body).writeTo(output);
        return JsonMapper.shared().readTree(output.toByteArray());
    }
}
