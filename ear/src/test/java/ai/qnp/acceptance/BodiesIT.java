package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.Manage;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The bodies of requests, for keys whose operator wants them kept. */
@AcceptanceTest
class BodiesIT {
    private static final String ASKED = Caller.ask("m1").replace("Hi", "Grüße <b>\\\"🙂\\\"</b>");

    private final Gateway gateway;

    BodiesIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /** An account, its token, and a key of its own over a provider that always answers. */
    private record Customer(String account, Manage manage, Caller caller) {}

    @Test
    void aBodyIsReadBackByteForByteByTheOperatorAndTheKeysAccount() {
        // given
        Customer jo = customer("jo");
        log(jo, 7, 65_536);

        // when
        String request = sent(jo.caller().chat(ASKED).expect(200));

        // then
        for (Answer read : List.of(asOperator(jo, request), jo.manage().call("GET", path(request), null))) {
            assertThat(read.expect(200).body()).isEqualTo(ASKED);
            assertThat(read.header("content-type").orElseThrow()).startsWith("application/json");
            assertThat(read.header("x-content-type-options")).contains("nosniff");
            assertThat(read.header("x-qnp-body-cut")).isEmpty();
        }
        assertThat(events(jo))
                .hasSize(2)
                .allSatisfy(
                        event -> assertThat(event.path("subject").asString()).isEqualTo(request))
                .extracting(event -> event.path("actor").asString())
                .contains("admin-token")
                .anyMatch(actor -> actor.startsWith("token_"));
    }

    @Test
    void aLongerBodyIsCutAtTheCapAndSaysSo() {
        Customer jo = customer("jo");
        log(jo, 1, 20);

        String request = sent(jo.caller().chat(ASKED).expect(200));

        Answer read = asOperator(jo, request).expect(200);
        assertThat(read.body()).isEqualTo(ASKED.substring(0, 20));
        assertThat(read.header("x-qnp-body-cut")).contains("true");
        assertThat(read.header("content-type").orElseThrow()).startsWith("application/octet-stream");
    }

    @Test
    void aBodyThatCouldNotBeReadIsThereToo() {
        Customer jo = customer("jo");
        log(jo, 1, 1_000);

        String request = sent(jo.caller().chat("{\"model\":\"m1\",").expect(400));

        Answer read = asOperator(jo, request).expect(200);
        assertThat(read.body()).isEqualTo("{\"model\":\"m1\",");
        assertThat(read.header("content-type").orElseThrow()).startsWith("application/octet-stream");
    }

    @Test
    void bodiesAreKeptFromWhenItIsOnUntilItIsOffAndStayAfterwards() {
        // given
        Customer jo = customer("jo");

        // when
        String before = sent(jo.caller().chat(ASKED).expect(200));
        log(jo, 7, 65_536);
        String on = sent(jo.caller().chat(ASKED).expect(200));
        change(jo, "{\"log_bodies\":null}").expect(200);
        String off = sent(jo.caller().chat(ASKED).expect(200));
        jo.manage().call("DELETE", "/keys/" + jo.caller().keyId(), null).expect(204);

        // then
        assertThat(asOperator(jo, before).expect(404).code()).isEqualTo("body_not_kept");
        assertThat(asOperator(jo, off).expect(404).code()).isEqualTo("body_not_kept");
        assertThat(asOperator(jo, on).expect(200).body()).isEqualTo(ASKED);
    }

    @Test
    void nobodyElseFindsOne() {
        // given
        Customer jo = customer("jo");
        Customer eve = customer("eve");
        log(jo, 7, 65_536);
        String request = sent(jo.caller().chat(ASKED).expect(200));

        // when
        Answer eves = eve.manage().call("GET", path(request), null);
        Answer pointed = eve.manage().call("GET", path(request) + "?account=" + jo.account(), null);
        Answer ofTheOperator = gateway.manage().call("GET", path(request), null);
        Answer nobodys = gateway.http().send("GET", "/manage/v1" + path(request), null);

        // then
        assertThat(eves.expect(404).code()).isEqualTo("body_not_kept");
        assertThat(pointed.expect(404).code()).isEqualTo("account_not_found");
        assertThat(ofTheOperator.expect(404).code()).isEqualTo("body_not_kept");
        nobodys.expect(401);
        assertThat(sent(eve.caller().chat(ASKED).expect(200)))
                .satisfies(own -> asOperator(eve, own).expect(404));
        assertThat(events(jo)).isEmpty();
    }

    @Test
    void anAccountSeesTheSettingAndMayNotChangeIt() {
        Customer jo = customer("jo");
        String key = "/keys/" + jo.caller().keyId();
        String wish = "{\"log_bodies\":{\"retention_days\":7,\"max_bytes\":65536}}";

        Answer refused = jo.manage().call("PATCH", key, wish).expect(403);
        assertThat(refused.error().path("type").asString()).isEqualTo("permission_error");
        assertThat(refused.error().path("message").asString()).contains("Only the operator", "log_bodies");
        jo.manage()
                .call("POST", "/keys", "{\"name\":\"new\"," + wish.substring(1))
                .expect(403);
        log(jo, 7, 65_536);
        jo.manage().call("PATCH", key, "{\"log_bodies\":null}").expect(403);
        jo.manage().call("PATCH", key, "{\"name\":\"renamed\"}").expect(200);

        JsonNode shown = jo.manage()
                .call("GET", "/keys", null)
                .expect(200)
                .json()
                .path("data")
                .get(0);
        assertThat(shown.path("name").asString()).isEqualTo("renamed");
        assertThat(shown.path("log_bodies")).hasToString("{\"retention_days\":7,\"max_bytes\":65536}");
        assertThat(change(jo, "{\"log_bodies\":{\"retention_days\":91,\"max_bytes\":1}}")
                        .expect(400)
                        .error()
                        .path("param")
                        .asString())
                .isEqualTo("log_bodies.retention_days");
    }

    private void log(Customer customer, int days, int bytes) {
        change(customer, "{\"log_bodies\":{\"retention_days\":" + days + ",\"max_bytes\":" + bytes + "}}")
                .expect(200);
    }

    private Answer change(Customer customer, String body) {
        return gateway.manage()
                .call("PATCH", "/keys/" + customer.caller().keyId() + "?account=" + customer.account(), body);
    }

    private Answer asOperator(Customer customer, String request) {
        return gateway.manage().call("GET", path(request) + "?account=" + customer.account(), null);
    }

    private static String path(String request) {
        return "/requests/" + request + "/body";
    }

    private static String sent(Answer answer) {
        return answer.header("x-request-id").orElseThrow();
    }

    private List<JsonNode> events(Customer customer) {
        return gateway.manage()
                .call("GET", "/audit?action=body.read&account=" + customer.account(), null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private Customer customer(String name) {
        String account = made(
                "/accounts", "{\"email\":\"" + name + System.nanoTime() + "@example.com\",\"tier\":\"pro\"}", "id");
        String at = "?account=" + account;
        String credential =
                made("/credentials" + at, "{\"provider\":\"" + Gateway.POLITE + "\",\"api_key\":\"sk-own\"}", "id");
        Manage manage = new Manage(gateway.http(), made("/tokens" + at, "{\"name\":\"own\"}", "token"));
        Caller caller = manage.caller("{\"name\":\"own\",\"chain\":[{\"provider\":\"" + Gateway.POLITE
                + "\",\"models\":[\"m1\"],\"credential\":\"" + credential + "\"}]}");
        return new Customer(account, manage, caller);
    }

    private String made(String path, String body, String field) {
        return gateway.manage()
                .call("POST", path, body)
                .expect(201)
                .json()
                .path(field)
                .asString();
    }
}
