package ai.qnp.acceptance;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.Manage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A free account's token finds nothing of another's, whichever call it makes. */
@AcceptanceTest
class IsolationIT {
    /** A body that each call which takes one would accept from somebody who may. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("post /manage/v1/accounts", "{\"email\":\"made-by-eve@example.com\",\"tier\":\"pro\"}"),
            entry("patch /manage/v1/accounts/{id}", "{\"tier\":\"pro\"}"),
            entry("post /manage/v1/credentials", "{\"provider\":\"openai\",\"api_key\":\"sk-eve\"}"),
            entry("post /manage/v1/keys", "{\"name\":\"eves\"}"),
            entry("patch /manage/v1/keys/{id}", "{\"name\":\"taken\"}"),
            entry("post /manage/v1/tokens", "{\"name\":\"eves\"}"),
            entry("post /manage/v1/billing/checkout", "{\"kind\":\"pro\"}"),
            entry("put /manage/v1/sage", "{\"intents\":{}}"),
            entry("post /manage/v1/chain/lint", "{\"chain\":[]}"),
            entry("post /manage/v1/chain/rehearse", "{\"chain\":[]}"),
            entry("post /manage/v1/accounts/{id}/credits", "{\"amount_usd\":\"1\",\"reference\":\"eves\"}"),
            entry(
                    "put /manage/v1/prices/overrides/{provider}/{model}",
                    "{\"prices\":{\"input\":\"1\",\"output\":\"1\"}}"));

    private final Gateway gateway;

    IsolationIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /** What one account has that another must not see. */
    private record Owned(String account, List<String> ids, List<String> secrets) {}

    @Test
    void noCallShowsOrChangesWhatIsAnothers() throws Exception {
        // given
        Owned jos = ownedBy("jo-" + System.nanoTime() + "@example.com");
        Manage eve = tokenOf("eve-" + System.nanoTime() + "@example.com");

        for (String call : calls()) {
            String method = call.split(" ", 2)[0];
            String path = call.split(" ", 2)[1]
                    .substring("/manage/v1".length())
                    .replace("{provider}", "demo")
                    .replace("{model}", "any");
            String body = BODIES.get(call);
            for (String id : path.contains("{id}") ? jos.ids() : List.of("")) {
                // when
                Answer answer = eve.call(method.toUpperCase(Locale.ROOT), path.replace("{id}", id), body);
                Answer pointed = eve.call(
                        method.toUpperCase(Locale.ROOT), path.replace("{id}", id) + "?account=" + jos.account(), body);

                // then
                assertThat(pointed.status()).as(call).isIn(403, 404);
                assertThat(answer.body() + pointed.body().replace(jos.account(), ""))
                        .as(call)
                        .doesNotContain(jos.secrets());
                if (!id.isEmpty()) {
                    assertThat(answer.status()).as(call + " of " + id).isIn(403, 404);
                }
            }
        }
        assertThat(everythingOf(jos.account())).contains(jos.secrets());
    }

    @Test
    void whatIsTheOperatorsStaysTheOperators() {
        Manage eve = tokenOf("eve2-" + System.nanoTime() + "@example.com");

        assertThat(eve.call("GET", "/providers", null).expect(403).code()).isEqualTo("operator_only");
        assertThat(eve.call("GET", "/system", null).expect(403).code()).isEqualTo("operator_only");
        assertThat(eve.call("GET", "/sage", null).expect(403).code()).isEqualTo("operator_only");
        assertThat(eve.call("POST", "/accounts", "{\"email\":\"x@example.com\"}")
                        .expect(403)
                        .code())
                .isEqualTo("operator_only");
        assertThat(eve.call("GET", "/accounts/acc_operator", null).expect(404).code())
                .isEqualTo("account_not_found");
    }

    private Owned ownedBy(String email) {
        String account = account(email);
        String at = "?account=" + account;
        JsonNode key = gateway.manage()
                .call("POST", "/keys" + at, "{\"name\":\"the key of jo\"}")
                .expect(201)
                .json();
        JsonNode credential = gateway.manage()
                .call(
                        "POST",
                        "/credentials" + at,
                        "{\"provider\":\"openai\",\"api_key\":\"sk-jo-0123456789\",\"label\":\"the label of jo\"}")
                .expect(201)
                .json();
        JsonNode token = gateway.manage()
                .call("POST", "/tokens" + at, "{\"name\":\"the token of jo\"}")
                .expect(201)
                .json();
        String requestId = new Caller(gateway.http(), "", key.path("key").asString())
                .chat(Caller.ask("model-of-jo"))
                .header("x-request-id")
                .orElseThrow();
        List<String> ids = List.of(
                account,
                key.path("id").asString(),
                credential.path("id").asString(),
                token.path("id").asString(),
                requestId);
        return new Owned(
                account, ids, List.of(email, "the key of jo", "the label of jo", "the token of jo", "model-of-jo"));
    }

    private String everythingOf(String account) {
        StringBuilder all = new StringBuilder(gateway.manage()
                .call("GET", "/accounts/" + account, null)
                .expect(200)
                .body());
        for (String list : List.of("/keys", "/credentials", "/tokens", "/usage")) {
            all.append(gateway.manage()
                    .call("GET", list + "?account=" + account, null)
                    .expect(200)
                    .body());
        }
        return all.toString();
    }

    private Manage tokenOf(String email) {
        String token = gateway.manage()
                .call("POST", "/tokens?account=" + account(email), "{\"name\":\"test\"}")
                .expect(201)
                .json()
                .path("token")
                .asString();
        return new Manage(gateway.http(), token);
    }

    private String account(String email) {
        return gateway.manage()
                .call("POST", "/accounts", "{\"email\":\"" + email + "\",\"tier\":\"free\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    /** Every call of the management API, as its own document has them; a new one is found by itself. */
    private static Set<String> calls() throws Exception {
        Pattern asPath = Pattern.compile(" {2}(/manage\\S*):");
        Pattern asMethod = Pattern.compile(" {4}(get|post|put|patch|delete):");
        Path document = Path.of(System.getProperty("qnp.root"), "web-module/src/main/resources/META-INF/openapi.yaml");
        Set<String> calls = new TreeSet<>();
        List<String> paths = new ArrayList<>(List.of(""));
        for (String line : Files.readAllLines(document, StandardCharsets.UTF_8)) {
            var path = asPath.matcher(line);
            var method = asMethod.matcher(line);
            if (line.startsWith("  /")) {
                paths.set(0, path.matches() ? path.group(1) : "");
            } else if (method.matches() && !paths.getFirst().isEmpty()) {
                calls.add(method.group(1) + " " + paths.getFirst());
            }
        }
        assertThat(calls).hasSizeGreaterThan(15);
        return calls;
    }
}
