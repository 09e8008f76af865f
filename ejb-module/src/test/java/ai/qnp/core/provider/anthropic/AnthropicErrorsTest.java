package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.StreamRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropicErrorsTest {
    private final ChatTranslator chat = Anthropic.provider().chat();

    static List<Arguments> answers() {
        return List.of(
                Arguments.of(
                        400,
                        "invalid_request_error",
                        "messages.0: Input does not match the expected shape.",
                        FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "invalid_request_error",
                        "prompt is too long: 3333404 tokens > 200000 maximum",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "invalid_request_error",
                        "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "invalid_request_error",
                        "messages.1: 'prompt is too long' is not valid",
                        FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "invalid_request_error",
                        "Your credit balance is too low to access the Anthropic API.",
                        FailureClass.OUT_OF_QUOTA),
                Arguments.of(401, "authentication_error", "invalid x-api-key", FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(402, "billing_error", "Payment required", FailureClass.OUT_OF_QUOTA),
                Arguments.of(403, "permission_error", "Not allowed", FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(404, "not_found_error", "model: claude-3-sonnet-20240229", FailureClass.MODEL_NOT_FOUND),
                Arguments.of(
                        413, "request_too_large", "Request exceeds the maximum size", FailureClass.INVALID_REQUEST),
                Arguments.of(
                        429,
                        "rate_limit_error",
                        "This request would exceed your account's rate limit.",
                        FailureClass.RATE_LIMITED),
                Arguments.of(500, "api_error", "Overloaded", FailureClass.SERVER_ERROR),
                Arguments.of(504, "timeout_error", "Timed out", FailureClass.SERVER_ERROR),
                Arguments.of(529, "overloaded_error", "Overloaded", FailureClass.OVERLOADED),
                Arguments.of(418, "new_error", "Something new", FailureClass.INVALID_ANSWER));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("answers")
    void tellsTheClass(int status, String type, String message, FailureClass expected) {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_1\"}";

        Failure failure = chat.classify(status, new Headers(Map.of("retry-after", "12")), JsonText.of(body));

        assertThat(failure).isEqualTo(new Failure(expected, status, message, type, null, Duration.ofSeconds(12)));
    }

    @Test
    void aBodyThatIsNoJsonLeavesTheStatus() {
        Failure failure = chat.classify(502, Headers.NONE, JsonText.of("<html>Bad gateway</html>"));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.SERVER_ERROR);
        assertThat(failure.message()).isEqualTo("the provider answered with status 502 and no message");
    }

    static List<Arguments> noAnswers() {
        return List.of(
                Arguments.of("", FailureClass.INVALID_ANSWER),
                Arguments.of("[]", FailureClass.INVALID_ANSWER),
                Arguments.of("{}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"content\":[]}", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}",
                        FailureClass.OVERLOADED));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void tellsWhatIsNoAnswer(String body, FailureClass expected) {
        assertThat(chat.decode(JsonText.of(body), StreamRun.CONTEXT))
                .isInstanceOfSatisfying(
                        Decoded.Failed.class,
                        failed -> assertThat(failed.failure().failureClass()).isEqualTo(expected));
    }
}
