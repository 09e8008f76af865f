package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.RetryAfter;
import ai.qnp.core.provider.StreamRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleErrorsTest {
    private final ChatTranslator chat = Google.provider().chat();

    static List<Arguments> answers() {
        return List.of(
                Arguments.of(400, "INVALID_ARGUMENT", "Invalid value at 'contents'.", FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "INVALID_ARGUMENT",
                        "The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "INVALID_ARGUMENT",
                        "Unable to submit request because the input token count is 9 but model only supports up to 8.",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "INVALID_ARGUMENT",
                        "'The input token count exceeds' is no value of this field",
                        FailureClass.INVALID_REQUEST),
                Arguments.of(
                        400,
                        "INVALID_ARGUMENT",
                        "* GenerateContentRequest.model: unexpected model name format",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(
                        400,
                        "INVALID_ARGUMENT",
                        "API key not valid. Please pass a valid API key.",
                        FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(
                        400,
                        "FAILED_PRECONDITION",
                        "User location is not supported for the API use.",
                        FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(
                        401, "UNAUTHENTICATED", "Request had invalid credentials.", FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(
                        403,
                        "PERMISSION_DENIED",
                        "Your API key was reported as leaked.",
                        FailureClass.CREDENTIAL_REJECTED),
                Arguments.of(
                        403,
                        "PERMISSION_DENIED",
                        "You do not have permission to access the File abc or it may not exist.",
                        FailureClass.INVALID_REQUEST),
                Arguments.of(
                        404,
                        "NOT_FOUND",
                        "models/gemini-1.5-pro is not found for API version v1beta",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(413, "OTHER", "Request too large", FailureClass.INVALID_REQUEST),
                Arguments.of(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted.", FailureClass.RATE_LIMITED),
                Arguments.of(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "Your prepayment credits are depleted. Go and pay.",
                        FailureClass.OUT_OF_QUOTA),
                Arguments.of(499, "CANCELLED", "The operation was cancelled.", FailureClass.SERVER_ERROR),
                Arguments.of(500, "INTERNAL", "An internal error has occurred.", FailureClass.SERVER_ERROR),
                Arguments.of(503, "UNAVAILABLE", "The model is overloaded.", FailureClass.OVERLOADED),
                Arguments.of(504, "DEADLINE_EXCEEDED", "Deadline expired.", FailureClass.SERVER_ERROR));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("answers")
    void tellsTheClass(int status, String word, String message, FailureClass expected) {
        String error =
                "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"status\":\"" + word + "\"}}";
        Headers headers = new Headers(Map.of("retry-after", "12"));

        Failure failure = chat.classify(status, headers, JsonText.of(error));
        Failure inAnArray = chat.classify(status, headers, JsonText.of("[" + error + "]"));

        assertThat(failure).isEqualTo(new Failure(expected, status, message, word, null, Duration.ofSeconds(12)));
        assertThat(inAnArray).isEqualTo(failure);
    }

    @Test
    void aReasonSaysMoreThanTheStatus() {
        Failure failure = chat.classify(400, Headers.NONE, JsonText.of("""
                {"error":{"code":400,"message":"API key expired. Please renew the API key.","status":"INVALID_ARGUMENT",
                 "details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}"""));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.CREDENTIAL_REJECTED);
        assertThat(failure.code()).isEqualTo("API_KEY_INVALID");
    }

    @ParameterizedTest
    @CsvSource({"48s, 48000", "48.9399s, 48939", "0s, 0", "999999999s, 3600000", "soon, -1", "-5s, -1", "5, -1"})
    void waitsAsLongAsTheDetailsAsk(String delay, long millis) {
        Failure failure = chat.classify(
                429,
                Headers.NONE,
                JsonText.of("{\"error\":{\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"x\"},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"" + delay
                        + "\"}]}}"));

        assertThat(failure.retryAfter()).isEqualTo(millis < 0 ? null : Duration.ofMillis(millis));
        assertThat(RetryAfter.LONGEST).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void masksAKeyThatTheMessageQuotes() {
        Failure failure = chat.classify(
                403,
                Headers.NONE,
                JsonText.of(
                        "{\"error\":{\"message\":\"Consumer 'api_key:AIzaSyA1234567890abcdef' has been suspended.\","
                                + "\"status\":\"PERMISSION_DENIED\"}}"));

        assertThat(failure.message()).doesNotContain("AIzaSyA").contains("suspended");
    }

    @Test
    void aBodyThatIsNoJsonLeavesTheStatus() {
        Failure failure = chat.classify(502, Headers.NONE, JsonText.of("<!DOCTYPE html><title>Error 502</title>"));

        assertThat(failure.failureClass()).isEqualTo(FailureClass.SERVER_ERROR);
        assertThat(failure.message()).isEqualTo("the provider answered with status 502 and no message");
    }

    static List<Arguments> noAnswers() {
        return List.of(
                Arguments.of("", FailureClass.INVALID_ANSWER),
                Arguments.of("[]", FailureClass.INVALID_ANSWER),
                Arguments.of("{}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"candidates\":[]}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"candidates\":[{\"content\":{\"parts\":[]}}]}", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "{\"candidates\":[{\"finishReason\":\"UNEXPECTED_TOOL_CALL\"}]}", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "{\"error\":{\"code\":503,\"message\":\"x\",\"status\":\"UNAVAILABLE\"}}",
                        FailureClass.OVERLOADED),
                Arguments.of(
                        "[{\"error\":{\"message\":\"x\",\"status\":\"NOT_FOUND\"}}]", FailureClass.MODEL_NOT_FOUND));
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
