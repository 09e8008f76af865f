package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Stored credentials, tested with their providers by those whose they are. */
@AcceptanceTest
class CredentialTrialsIT {
    private static final String KEY = "sk-stored-and-tested-5a5a";

    private final Gateway gateway;

    CredentialTrialsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private record Stored(String account, String id) {
        String path() {
            return "/credentials/" + id + "/test?account=" + account;
        }
    }

    private Stored stored(String provider) {
        String account =
                created("/accounts", "{\"email\":\"trial" + System.nanoTime() + "@example.com\",\"tier\":\"pro\"}");
        String credential = created(
                "/credentials?account=" + account, "{\"provider\":\"" + provider + "\",\"api_key\":\"" + KEY + "\"}");
        return new Stored(account, credential);
    }

    private String created(String path, String body) {
        return gateway.manage()
                .call("POST", path, body)
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private Answer tried(Stored stored) {
        return gateway.manage().call("POST", stored.path(), null);
    }

    @Test
    void saysThatTheProviderTookIt() {
        String provider = gateway.provider();
        gateway.upstream().file("/" + provider + "/v1/models", conversation -> {
            boolean isThere = conversation.request().header("authorization").equals(Optional.of("Bearer " + KEY));
            conversation.json(isThere ? 200 : 401, "{\"object\":\"list\",\"data\":[]}");
        });

        JsonNode answer = tried(stored(provider)).expect(200).json();

        assertThat(answer.toString()).isEqualTo("{\"result\":\"accepted\"}");
    }

    @Test
    void saysInTheProvidersWordsWhyItDidNot() {
        String provider = gateway.provider();
        gateway.upstream()
                .file(
                        "/" + provider + "/v1/models",
                        Answers.fails(
                                401,
                                Answers.error(
                                        "Incorrect API key provided: " + KEY + ". <b>Sorry</b>",
                                        "invalid_request_error",
                                        "invalid_api_key")));

        JsonNode answer = tried(stored(provider)).expect(200).json();

        assertThat(answer.toString())
                .isEqualTo("{\"result\":\"failed\",\"error\":{\"class\":\"credential_rejected\",\"status\":401,"
                        + "\"message\":\"Incorrect API key provided: ****. <b>Sorry</b>\"}}");
    }

    @Test
    void saysThatNobodyAnswered() {
        JsonNode answer = tried(stored("dead")).expect(200).json();

        assertThat(answer.path("result").asString()).isEqualTo("failed");
        assertThat(answer.at("/error/class").asString()).isEqualTo("unreachable");
        assertThat(answer.at("/error/status").isNull()).isTrue();
    }

    @Test
    void asksNobodyWhoWantsMoneyForIt() {
        JsonNode answer = tried(stored("perplexity")).expect(200).json();

        assertThat(answer.toString()).isEqualTo("{\"result\":\"not_asked\"}");
    }

    @Test
    void isAsPatientAsTenTimesAMinute() {
        Stored stored = stored("perplexity");
        for (int time = 0; time < 10; time++) {
            tried(stored).expect(200);
        }

        Answer eleventh = tried(stored).expect(429);

        assertThat(eleventh.code()).isEqualTo("too_many_tests");
        assertThat(Integer.parseInt(eleventh.header("Retry-After").orElseThrow()))
                .isBetween(1, 61);
        tried(stored("perplexity")).expect(200);
    }

    @Test
    void knowsNoCredentialOfAnother() {
        Stored stored = stored(gateway.provider());

        assertThat(gateway.manage()
                        .call("POST", "/credentials/" + stored.id() + "/test", null)
                        .expect(404)
                        .code())
                .isEqualTo("credential_not_found");
    }
}
