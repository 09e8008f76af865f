package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where accounts may send the gateway by the {@code base_url} of a credential. */
@AcceptanceTest
class AccountServersIT {
    private static final String SECRET = "sk-own-of-an-account-77aa";

    private final Gateway gateway;

    AccountServersIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/v1",
                "http://localhost:9/v1",
                "http://169.254.169.254/latest",
                "http://[::1]:9/v1",
                "http://10.1.2.3/v1"
            })
    void refusesAnAddressThatVisiblyLeadsInside(String baseUrl) {
        // when
        Answer answer = credential(account(), Gateway.POLITE, baseUrl).expect(400);

        // then
        assertThat(answer.error().path("param").asString()).isEqualTo("base_url");
    }

    @Test
    void callsNoHostWhoseNameLeadsInside() {
        // given
        String provider = gateway.provider();
        Caller caller = callerAt(Gateway.INSIDE, provider);

        // when
        Answer answer = caller.chat(Caller.ask("m1")).expect(503);

        // then
        assertThat(answer.code()).isEqualTo("providers_unavailable");
        assertThat(answer.error().path("message").asString())
                .contains("not public")
                .doesNotContain("127.0.0.1");
        assertThat(gateway.upstream().received(provider)).isEmpty();
    }

    @Test
    void callsAHostThatTheOperatorAllows() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("from ", "an own server"));
        Caller caller = callerAt(Gateway.ALLOWED, provider);

        // when
        Answer whole = caller.chat(Caller.ask("m1")).expect(200);

        // then
        assertThat(whole.text()).isEqualTo("from an own server");
        assertThat(gateway.upstream().await(provider).header("authorization")).hasValue("Bearer " + SECRET);
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            assertThat(EventStream.text(stream.rest())).isEqualTo("from an own server");
        }
        assertThat(gateway.upstream().await(provider).header("host").orElse("")).startsWith(Gateway.ALLOWED + ":");
    }

    @Test
    void endsTheCallOfAnOwnServerWhenTheClientGoesAway() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.talksForever());
        Caller caller = callerAt(Gateway.ALLOWED, provider);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            stream.nextText();
        }

        // then
        gateway.upstream().await(provider).awaitHangUp();
    }

    @Test
    void leavesTheOperatorsOwnCredentialsAlone() {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("inside"));
        String credential = gateway.manage()
                .call("POST", "/credentials", body(provider, gateway.upstream().baseUrl(Gateway.INSIDE, provider)))
                .expect(201)
                .json()
                .path("id")
                .asString();

        // when
        Answer answer = gateway.manage()
                .caller(chain(provider, credential))
                .chat(Caller.ask("m1"))
                .expect(200);

        // then
        assertThat(answer.text()).isEqualTo("inside");
    }

    private Caller callerAt(String host, String provider) {
        String account = account();
        String credential = credential(account, provider, gateway.upstream().baseUrl(host, provider))
                .expect(201)
                .json()
                .path("id")
                .asString();
        JsonNode key = gateway.manage()
                .call("POST", "/keys?account=" + account, chain(provider, credential))
                .expect(201)
                .json();
        return new Caller(
                gateway.http(), key.path("id").asString(), key.path("key").asString());
    }

    private String account() {
        return gateway.manage()
                .call("POST", "/accounts", "{\"email\":\"of-" + gateway.provider() + "@example.com\",\"tier\":\"pro\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    private Answer credential(String account, String provider, String baseUrl) {
        return gateway.manage().call("POST", "/credentials?account=" + account, body(provider, baseUrl));
    }

    private static String body(String provider, String baseUrl) {
        return "{\"provider\":\"" + provider + "\",\"api_key\":\"" + SECRET + "\",\"base_url\":\"" + baseUrl + "\"}";
    }

    private static String chain(String provider, String credential) {
        return "{\"name\":\"own\",\"chain\":[{\"provider\":\"" + provider + "\",\"models\":[\"m1\"],\"credential\":\""
                + credential + "\"}]}";
    }
}
