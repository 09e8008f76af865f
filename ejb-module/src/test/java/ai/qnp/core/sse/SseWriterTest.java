package ai.qnp.core.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseWriterTest {
    @Test
    void writesOneDataLineAndABlankOne() {
        assertThat(new String(SseWriter.data(JsonText.of("{\"a\":\"é\"}")), UTF_8))
                .isEqualTo("data: {\"a\":\"é\"}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n\"a\": 1\n}", "\n", "", "a\n\nb", "x\n"})
    void writesWhatTheReaderReadsBack(String text) throws IOException {
        byte[] written = SseWriter.data(JsonText.of(text));

        assertThat(SseReaderTest.read(Arriving.whole(written))).containsExactly(new SseEvent(null, JsonText.of(text)));
    }

    @Test
    void lineBreaksOfEveryKindStayInsideTheEvent() throws IOException {
        byte[] written = SseWriter.data(JsonText.of("a\r\nb\rc"));

        assertThat(SseReaderTest.read(Arriving.whole(written)))
                .containsExactly(new SseEvent(null, JsonText.of("a\n\nb\nc")));
    }

    @Test
    void endsAStreamAsOpenAiDoes() {
        assertThat(new String(SseWriter.done(), UTF_8)).isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void keepAliveIsNoEvent() throws IOException {
        assertThat(SseReaderTest.read(Arriving.whole(SseWriter.keepAlive()))).isEmpty();
    }
}
