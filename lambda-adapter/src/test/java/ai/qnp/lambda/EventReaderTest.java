package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventReaderTest {
    @Test
    void readsTheExampleOfTheDocumentation() {
        FunctionUrlEvent event =
                EventReader.read(Event.named("documentation-example", "").bytes());

        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.path()).isEqualTo("/my/path");
        assertThat(event.header("header2")).isEqualTo("value1,value2");
        assertThat(event.header("cookie")).isNull();
        assertThat(event.sourceIp()).isEqualTo("123.123.123.123");
        assertThat(event.body()).isEqualTo("Hello from client!");
        assertThat(event.base64()).isFalse();
    }

    @Test
    void headersAreFoundWhateverTheirCase() {
        Event event =
                Event.named("chat-json", "k").withoutHeader("authorization").withHeader("Authorization", "Bearer k");

        assertThat(EventReader.read(event.bytes()).header("authorization")).isEqualTo("Bearer k");
    }

    @Test
    void anEventOfAnotherPayloadFormatIsNone() {
        Event event = Event.named("chat-json", "k");
        event.document().put("version", "1.0");

        assertThat(EventReader.read(event.bytes())).isNull();
    }

    @Test
    void anEventPrintsNeitherItsKeyNorItsBody() {
        FunctionUrlEvent event =
                EventReader.read(Event.named("chat-json", "qnp-secret").bytes());

        assertThat(event).asString().isEqualTo("FunctionUrlEvent[POST /v1/chat/completions]");
    }
}
