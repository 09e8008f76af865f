package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may manage, what bad input gets, and credentials of one's own. */
@AcceptanceTest
class ManagementIT {
    private final Gateway gateway;

    ManagementIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void usesAnAccountsOwnCredentialAndNeverShowsIt() throws Exception {
        // given
        String secret = "sk-own-secret-of-somebody-8842";
        gateway.upstream().on("openai", Answers.says("hello"));
        int before = gateway.upstream().received("openai").size();

        // when
        Answer created = gateway.manage()
                .call(
                        "POST",
                        "/credentials",
                        "{\"provider\":\"openai\",\"api_key\":\"" + secret + "\",\"label\":\"mine\"}")
                .expect(201);
        String id = created.json().path("id").asString();
        Caller caller = gateway.manage()
                .caller("{\"name\":\"own\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"],"
                        + "\"credential\":\"" + id + "\"}]}");
        caller.chat(Caller.ask("gpt-4o")).expect(200);

        // then
        assertThat(gateway.upstream().received("openai").get(before).header("authorization"))
                .hasValue("Bearer " + secret);
        assertThat(created.json().path("provider").asString()).isEqualTo("openai");
        assertThat(created.json().path("label").asString()).isEqualTo("mine");
        assertThat(created.json().path("hint").asString()).isNotBlank();
        Answer list = gateway.manage().call("GET", "/credentials", null).expect(200);
        assertThat(list.body()).contains(id).doesNotContain(secret);
        assertThat(created.body()).doesNotContain(secret);
    }

    @Test
    void forgetsADeletedCredential() {
        // given
        String id = gateway.manage()
                .call("POST", "/credentials", "{\"provider\":\"openai\",\"api_key\":\"sk-short-lived-1122\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();

        // when
        Answer deleted = gateway.manage().call("DELETE", "/credentials/" + id, null);

        // then
        assertThat(deleted.status()).isIn(200, 204);
        assertThat(gateway.manage()
                        .call("GET", "/credentials", null)
                        .expect(200)
                        .body())
                .doesNotContain(id);
        gateway.manage().call("DELETE", "/credentials/" + id, null).expect(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic b3BlcmF0b3I=", "Bearer"})
    void wantsTheOperatorsToken(String authorization) {
        // when
        Answer answer = authorization.isEmpty()
                ? gateway.http().send("GET", "/manage/v1/keys", null)
                : gateway.http().send("GET", "/manage/v1/keys", null, "Authorization", authorization);

        // then
        answer.expect(401);
        assertThat(answer.error().path("type").asString()).isEqualTo("authentication_error");
        assertThat(answer.error().path("message").asString()).isNotBlank();
    }

    @Test
    void doesNotTakeAGatewayKeyForAToken() {
        Caller caller = gateway.callerOver(Gateway.POLITE);
        gateway.http()
                .send("GET", "/manage/v1/keys", null, "Authorization", "Bearer " + caller.key())
                .expect(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /keys            | {                                                   | 400",
                "POST   | /keys            | []                                                  | 400",
                "POST   | /keys            | {}                                                  | 400",
                "POST   | /keys            | {\"name\":7}                                        | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":\"openai\"}               | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":[{\"provider\":\"nobody\"}]} | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":[{\"models\":[\"m\"]}]}   | 400",
                "POST   | /keys            | {\"name\":\"x\",\"permissions\":[\"fly\"]}          | 400",
                "POST   | /keys            | {\"name\":\"x\",\"allowed_ips\":[\"300.1.1.1\"]}    | 400",
                "POST   | /keys            | {\"name\":\"x\",\"expires_at\":\"tomorrow\"}        | 400",
                "POST   | /credentials     | {\"provider\":\"openai\"}                           | 400",
                "POST   | /credentials     | {\"provider\":\"nobody\",\"api_key\":\"k\"}         | 400",
                "GET    | /keys/not-an-id  |                                                     | 404",
                "GET    | /keys/00000000-0000-0000-0000-000000000000 |                           | 404",
                "DELETE | /keys/00000000-0000-0000-0000-000000000000 |                           | 404",
                "GET    | /nowhere         |                                                     | 404",
                "GET    | /usage?limit=-1  |                                                     | 400",
                "GET    | /usage?from=yesterday |                                                | 400",
                "GET    | /usage?cursor=nonsense |                                               | 400",
                "PUT    | /keys            | {}                                                  | 405",
            })
    void refusesBadInputWithAnEnvelope(String method, String path, String body, int status) {
        // when
        Answer answer = gateway.manage().call(method, path, body).expect(status);

        // then
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.error().path("message").asString()).isNotBlank().doesNotContain("Exception", "tools.jackson");
        assertThat(answer.error().path("type").asString()).isNotBlank();
        assertThat(answer.code()).isNotBlank();
        assertThat(answer.header("x-request-id").orElse("")).isNotBlank();
    }
}
