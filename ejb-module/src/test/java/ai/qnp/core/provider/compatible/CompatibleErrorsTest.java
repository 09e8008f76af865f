package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as OpenAI and servers with its words send them. */
class CompatibleErrorsTest {
    private final CompatibleTranslator chat = new CompatibleTranslator("Acme", Quirks.NONE);

    static List<Arguments> answers() {
        return List.of(
                answer(
                        "no model",
                        400,
                        openAi("you must provide a model parameter", "invalid_request_error", null),
                        FailureClass.INVALID_REQUEST),
                answer(
                        "unsupported parameter",
                        400,
                        openAi("Unsupported parameter: 'stop'", "invalid_request_error", "unsupported_parameter"),
                        FailureClass.INVALID_REQUEST),
                answer(
                        "too long, by code",
                        400,
                        openAi(
                                "This model's maximum context length is 8192 tokens.",
                                "invalid_request_error",
                                "context_length_exceeded"),
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                answer(
                        "too long, vLLM",
                        400,
                        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens. However, you requested 9000 tokens\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                answer(
                        "too long, llama.cpp",
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_ctx\":4096}}",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                answer(
                        "a prompt quoted in a message decides nothing",
                        400,
                        openAi(
                                "Invalid content: 'This model's maximum context length is 5'",
                                "invalid_request_error",
                                null),
                        FailureClass.INVALID_REQUEST),
                answer(
                        "wrong key",
                        401,
                        openAi("Incorrect API key provided: sk-fake.", "invalid_request_error", "invalid_api_key"),
                        FailureClass.CREDENTIAL_REJECTED),
                answer(
                        "no money",
                        402,
                        "{\"error\":{\"message\":\"Insufficient Balance\",\"type\":\"unknown_error\",\"param\":null,\"code\":\"invalid_request_error\"}}",
                        FailureClass.CREDENTIAL_REJECTED),
                answer(
                        "not allowed",
                        403,
                        openAi("You are not allowed to sample from this model", "invalid_request_error", null),
                        FailureClass.CREDENTIAL_REJECTED),
                answer(
                        "no access to the model",
                        403,
                        openAi("Project does not have access to model `x`", "invalid_request_error", "model_not_found"),
                        FailureClass.MODEL_NOT_FOUND),
                answer(
                        "no model of that name",
                        404,
                        openAi("The model `x` does not exist", "invalid_request_error", "model_not_found"),
                        FailureClass.MODEL_NOT_FOUND),
                answer(
                        "ollama's no model",
                        404,
                        "{\"error\":{\"message\":\"model \\\"x\\\" not found, try pulling it first\",\"type\":\"api_error\",\"param\":null,\"code\":null}}",
                        FailureClass.MODEL_NOT_FOUND),
                answer("time-out", 408, "", FailureClass.SERVER_ERROR),
                answer("lock", 409, "{}", FailureClass.SERVER_ERROR),
                answer(
                        "too large",
                        413,
                        openAi("Request too large", "invalid_request_error", null),
                        FailureClass.INVALID_REQUEST),
                answer(
                        "too many tokens a minute as 413",
                        413,
                        openAi("Request too large for model on tokens per minute", "tokens", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED),
                answer("media type", 415, "", FailureClass.INVALID_REQUEST),
                answer(
                        "FastAPI",
                        422,
                        "{\"detail\":[{\"loc\":[\"body\",\"n\"],\"msg\":\"Input should be a valid integer\",\"type\":\"int\"}]}",
                        FailureClass.INVALID_REQUEST),
                answer(
                        "rate limit",
                        429,
                        openAi("Rate limit reached for gpt-4", "tokens", "rate_limit_exceeded"),
                        FailureClass.RATE_LIMITED),
                answer(
                        "quota",
                        429,
                        openAi("You exceeded your current quota", "insufficient_quota", "insufficient_quota"),
                        FailureClass.OUT_OF_QUOTA),
                answer("rate limit without a body", 429, "", FailureClass.RATE_LIMITED),
                answer(
                        "server error",
                        500,
                        openAi("The server had an error", "server_error", null),
                        FailureClass.SERVER_ERROR),
                answer("bad gateway", 502, "<html><body>502 Bad Gateway</body></html>", FailureClass.SERVER_ERROR),
                answer("unavailable", 503, "{\"error\":\"overloaded\"}", FailureClass.OVERLOADED),
                answer("overloaded", 529, "", FailureClass.OVERLOADED),
                answer("cut off", 500, "{\"error\":{\"message\":\"The ser", FailureClass.SERVER_ERROR),
                answer("a redirect", 301, "", FailureClass.INVALID_ANSWER),
                answer("no such method", 405, "Method Not Allowed", FailureClass.INVALID_ANSWER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void tellsTheClass(String name, int status, String body, FailureClass expected) {
        Failure failure = chat.classify(status, Headers.NONE, JsonText.of(body));

        assertThat(failure.failureClass()).isEqualTo(expected);
        assertThat(failure.status()).isEqualTo(status);
    }

    @Test
    void keepsMessageCodeParamAndWait() {
        String body =
                "{\"error\":{\"message\":\"Invalid 'n'\",\"type\":\"invalid_request_error\",\"param\":\"n\",\"code\":\"invalid_value\"}}";

        Failure failure = chat.classify(400, new Headers(Map.of("Retry-After", "3")), JsonText.of(body));

        assertThat(failure)
                .isEqualTo(new Failure(
                        FailureClass.INVALID_REQUEST, 400, "Invalid 'n'", "invalid_value", "n", Duration.ofSeconds(3)));
    }

    @Test
    void aPageInHtmlIsNotShown() {
        Failure failure = chat.classify(502, Headers.NONE, JsonText.of("<html>secret internals</html>"));

        assertThat(failure.message()).isEqualTo("the provider answered with status 502 and no message");
    }

    @Test
    void findsTheMessageInOtherShapes() {
        assertThat(message("{\"error\":\"model not loaded\"}")).isEqualTo("model not loaded");
        assertThat(message("{\"message\":\"Unauthorized\"}")).isEqualTo("Unauthorized");
        assertThat(message("{\"detail\":\"Not Found\"}")).isEqualTo("Not Found");
        assertThat(message("{\"detail\":[{\"msg\":\"field required\"}]}")).isEqualTo("field required");
        assertThat(message("{\"object\":\"error\",\"message\":{\"detail\":[{\"msg\":\"too small\"}]}}"))
                .isEqualTo("too small");
    }

    private String message(String body) {
        return chat.classify(400, Headers.NONE, JsonText.of(body)).message();
    }

    private static Arguments answer(String name, int status, String body, FailureClass expected) {
        return Arguments.of(name, status, body, expected);
    }

    private static String openAi(String message, String type, String code) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"param\":null,\"code\":"
                + (code == null ? "null" : "\"" + code + "\"") + "}}";
    }
}
