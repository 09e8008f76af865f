package ai.qnp.acceptance.server;

import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.FakeUpstream;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Requests that cost something: for a model with a price, at a provider that a fake upstream plays. */
public final class PricedRequests {
    /** One of them. */
    public static final String BODY = "{\"model\":\"deepseek/deepseek-chat\",\"max_tokens\":500,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"" + "word ".repeat(200) + "\"}]}";

    private PricedRequests() {}

    /** Lets the upstream answer them, and says what makes a server ask there. */
    public static Map<String, String> answeredBy(FakeUpstream upstream) {
        upstream.on("deepseek", Answers.says("Hello"));
        return Map.of(
                "DEEPSEEK_API_KEY",
                "secret-at-deepseek",
                "QNP_PROVIDER_DEEPSEEK_BASE_URL",
                upstream.baseUrl("deepseek"));
    }

    /** A customer's account with that much credit; its id. */
    public static String account(Manage manage, String credit) {
        String id = manage.call("POST", "/accounts", "{\"email\":\"jo@example.com\",\"tier\":\"pro\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        manage.call(
                        "POST",
                        "/accounts/" + id + "/credits",
                        "{\"amount_usd\":\"" + credit + "\",\"reference\":\"first\"}")
                .expect(201);
        return id;
    }

    /** A key of that account. */
    public static Caller key(Manage manage, String account, String body) {
        JsonNode key = manage.call("POST", "/keys?account=" + account, body)
                .expect(201)
                .json();
        return new Caller(
                manage.http(), key.path("id").asString(), key.path("key").asString());
    }
}
