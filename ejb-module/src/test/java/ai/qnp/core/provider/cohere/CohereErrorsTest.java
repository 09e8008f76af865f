package ai.qnp.core.provider.cohere;

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

class CohereErrorsTest {
    private final ChatTranslator chat = Cohere.provider().chat();

    static List<Arguments> answers() {
        return List.of(
                Arguments.of(400, "invalid request: list of documents must not be empty", FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "too many tokens: size limit exceeded by 11326 tokens.",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        422,
                        "too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292.",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model",
                        FailureClass.INVALID_REQUEST),
                Arguments.of(400, "invalid request: 'too many tokens' is no safety mode", FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "invalid request: model 'command-r' is not supported by the generate API",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(401, "invalid api token", FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(402, "Please add or update your payment method", FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(
                        404,
                        "model 'xyz' not found, make sure the correct model ID was used",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(413, "request entity too large", FailureClass.INVALID_REQUEST),
                Arguments.of(422, "unprocessable", FailureClass.INVALID_REQUEST),
                Arguments.of(429, "You are past the per minute request limit, please wait", FailureClass.RATE_LIMITED),
                Arguments.of(
                        429,
                        "You are using a Trial key, which is limited to 40 API calls / minute.",
                        FailureClass.RATE_LIMITED),
                Arguments.of(
                        429,
                        "You are using a Trial key, which is limited to 1000 API calls / month.",
                        FailureClass.OUT_OF_QUOTA),
                Arguments.of(498, "your request contains a deny-listed word", FailureClass.INVALID_REQUEST),
                Arguments.of(499, "request cancelled", FailureClass.SERVER_ERROR),
                Arguments.of(500, "internal server error", FailureClass.SERVER_ERROR),
                Arguments.of(503, "service unavailable", FailureClass.OVERLOADED),
                Arguments.of(504, "gateway timeout", FailureClass.SERVER_ERROR));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void tellsTheClass(int status, String message, FailureClass expected) {
        String body = "{\"id\":\"e1\",\"message\":\"" + message + "\"}";

        Failure failure = chat.classify(status, new Headers(Map.of("retry-after", "12")), JsonText.of(body));

        assertThat(failure).isEqualTo(new Failure(expected, status, message, null, null, Duration.ofSeconds(12)));
    }

    @Test
    void keepsTheErrorType() {
        Failure failure =
                chat.classify(400, Headers.NONE, JsonText.of("{\"error_type\":\"TOO_MANY_TOKENS\",\"id\":\"e1\"}"));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.CONTEXT_LENGTH_EXCEEDED);
        assertThat(failure.code()).isEqualTo("TOO_MANY_TOKENS");
    }

    @Test
    void aBodyThatIsNoJsonLeavesTheStatus() {
        Failure failure = chat.classify(502, Headers.NONE, JsonText.of("<html>Bad gateway</html>"));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.SERVER_ERROR);
        assertThat(failure.message()).isEqualTo("the provider answered with status 502 and no message");
    }

    static List<Arguments> noAnswers() {
        return List.of(
                Arguments.of("", FailureClass.INVALID_ANSWER, null),
                Arguments.of("[]", FailureClass.INVALID_ANSWER, null),
                Arguments.of("{}", FailureClass.INVALID_ANSWER, null),
                Arguments.of(
                        "{\"message\":{\"role\":\"assistant\",\"content\":[]}}", FailureClass.INVALID_ANSWER, null),
                Arguments.of("{\"message\":\"internal server error\"}", FailureClass.SERVER_ERROR, null),
                Arguments.of(
                        "{\"message\":\"too many tokens: size limit exceeded by 9 tokens.\"}",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED,
                        null),
                Arguments.of(finished("ERROR"), FailureClass.SERVER_ERROR, "ERROR"),
                Arguments.of(finished("ERROR_TOXIC"), FailureClass.SERVER_ERROR, "ERROR_TOXIC"),
                Arguments.of(finished("ERROR_LIMIT"), FailureClass.CONTEXT_LENGTH_EXCEEDED, "ERROR_LIMIT"),
                Arguments.of(finished("TIMEOUT"), FailureClass.SERVER_ERROR, "TIMEOUT"),
                Arguments.of(
                        finished("ERROR\",\"error\":\"x\",\"error_type\":\"INVALID_TOOL_GENERATION"),
                        FailureClass.SERVER_ERROR,
                        "INVALID_TOOL_GENERATION"));
    }

    private static String finished(String finishReason) {
        return "{\"message\":{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hel\"}]},\"finish_reason\":\""
                + finishReason + "\"}";
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("noAnswers")
    void anAnswerThatIsNoneIsAFailure(String body, FailureClass expected, String code) {
        assertThat(chat.decode(JsonText.of(body), StreamRun.CONTEXT))
                .isInstanceOfSatisfying(Decoded.Failed.class, failed -> {
                    assertThat(failed.failure().failureClass()).isEqualTo(expected);
                    assertThat(failed.failure().code()).isEqualTo(code);
                });
    }
}
