package ai.qnp.core.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import org.junit.jupiter.api.Test;

class MistralErrorsTest {
    @Test
    void namesTheFieldsThatAreNotKnown() {
        Failure failure = classify(
                422,
                "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"store\"],\"msg\":\"Extra inputs are not permitted\"},"
                        + "{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"messages\",0,\"name\"],\"msg\":\"Extra inputs are not permitted\"}]}");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INVALID_REQUEST);
        assertThat(failure.param()).isEqualTo("store");
        assertThat(failure.message())
                .isEqualTo("store: Extra inputs are not permitted; messages.0.name: Extra inputs are not permitted");
    }

    @Test
    void findsTheDetailInsideAMessage() {
        Failure failure = classify(
                422,
                "{\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\",\"top_p\"],\"msg\":\"too small\"}]},\"type\":\"invalid_request_error\",\"code\":null}");

        assertThat(failure.message()).isEqualTo("top_p: too small");
        assertThat(failure.param()).isEqualTo("top_p");
    }

    @Test
    void knowsAPromptThatIsTooLong() {
        Failure failure = classify(
                400,
                "{\"object\":\"error\",\"message\":\"Prompt contains 40123 tokens and 0 draft tokens, too large for model with 32768 maximum context length\",\"type\":\"invalid_request_invalid_args\",\"code\":\"3051\"}");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.CONTEXT_LENGTH_EXCEEDED);
    }

    @Test
    void knowsAModelThatIsNotThere() {
        Failure failure = classify(
                400,
                "{\"object\":\"error\",\"message\":\"Invalid model: x\",\"type\":\"invalid_model\",\"code\":\"1500\"}");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.MODEL_NOT_FOUND);
        assertThat(failure.code()).isEqualTo("1500");
    }

    private static Failure classify(int status, String body) {
        return Mistral.provider().chat().classify(status, Headers.NONE, JsonText.of(body));
    }
}
