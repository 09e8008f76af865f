package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Gateway;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whatever is changed through the management API stands in the audit trail. */
@AcceptanceTest
class AuditIT {
    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");
    // an import changes something only when told to: its event is PriceServiceTest's
    // what is bought changes something when Stripe tells of it: those events are StripeIT's
    private static final Set<String> CHANGE_NOTHING = Set.of(
            "post /manage/v1/chain/rehearse",
            "post /manage/v1/chain/lint",
            "post /manage/v1/credentials/{id}/test",
            "post /manage/v1/prices/import",
            "post /manage/v1/billing/checkout",
            "post /manage/v1/billing/portal");

    private final Gateway gateway;

    AuditIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /** A changing call, tried; the answer is the event that it must have written. */
    private interface Change {
        String andItsEvent();
    }

    @Test
    void everyChangingCallWritesAnEventWithWhatChanged() {
        Changes changes = new Changes();
        Map<String, Change> table = new LinkedHashMap<>();
        table.put("post /manage/v1/accounts", changes::createAccount);
        table.put("patch /manage/v1/accounts/{id}", changes::changeTier);
        table.put("post /manage/v1/accounts/{id}/credits", changes::addCredits);
        table.put("post /manage/v1/credentials", changes::createCredential);
        table.put("delete /manage/v1/credentials/{id}", changes::deleteCredential);
        table.put("post /manage/v1/keys", changes::createKey);
        table.put("patch /manage/v1/keys/{id}", changes::changeKey);
        table.put("post /manage/v1/keys/{id}/rotate", changes::rotateKey);
        table.put("delete /manage/v1/keys/{id}", changes::revokeKey);
        table.put("put /manage/v1/sage", changes::changeSage);
        table.put("post /manage/v1/tokens", changes::createToken);
        table.put("delete /manage/v1/tokens/{id}", changes::revokeToken);
        table.put("put /manage/v1/prices/overrides/{provider}/{model}", changes::overridePrices);
        table.put("delete /manage/v1/prices/overrides/{provider}/{model}", changes::restorePrices);
        assertThat(table.keySet())
                .as("a new call belongs into this table")
                .containsExactlyInAnyOrderElementsOf(changingCalls());

        table.forEach((call, change) -> {
            Set<String> before = ids(events(""));
            String action = change.andItsEvent();
            List<JsonNode> written = events("").stream()
                    .filter(event -> !before.contains(event.path("id").asString()))
                    .toList();

            assertThat(written).as(call).anySatisfy(event -> {
                assertThat(event.path("action").asString()).isEqualTo(action);
                assertThat(event.path("actor").asString()).isEqualTo("admin-token");
                assertThat(event.path("address").asString()).isEqualTo("127.0.0.1");
                assertThat(event.path("at").asString()).isNotBlank();
                assertThat(event.path("changes").size()).as(call + ": " + event).isPositive();
            });
            assertThat(written.toString()).doesNotContain(Changes.SECRET);
        });
    }

    @Test
    void anAccountsTrailHasNothingOfAnothers() {
        Changes changes = new Changes();
        changes.createAccount();

        List<JsonNode> own = events("account=" + changes.account);

        assertThat(own).singleElement().satisfies(event -> {
            assertThat(event.path("action").asString()).isEqualTo("account.created");
            assertThat(event.path("account_id").asString()).isEqualTo(changes.account);
        });
        assertThat(gateway.manage().call("GET", "/audit?action=nonsense!", null).status())
                .isEqualTo(400);
        assertThat(gateway.manage()
                        .call("GET", "/audit.csv?account=" + changes.account, null)
                        .expect(200)
                        .body())
                .startsWith("id,at,actor,address,action,account_id,subject,detail,changes\r\n")
                .contains(",account.created," + changes.account);
        assertThat(gateway.http().send("GET", "/manage/v1/audit", null).status())
                .isEqualTo(401);
    }

    private static Set<String> ids(List<JsonNode> events) {
        return events.stream().map(event -> event.path("id").asString()).collect(Collectors.toSet());
    }

    /** All pages, the newest first. */
    private List<JsonNode> events(String parameters) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = gateway.manage()
                    .call("GET", "/audit?limit=500&" + parameters + cursor, null)
                    .expect(200)
                    .json();
            page.path("data").forEach(all::add);
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return all;
    }

    private Set<String> changingCalls() {
        JsonNode paths = gateway.http()
                .send("GET", "/openapi?format=JSON", null)
                .expect(200)
                .json()
                .path("paths");
        Set<String> calls = new TreeSet<>();
        paths.properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(method -> path.getKey().startsWith("/manage/") && CHANGING.contains(method))
                        .forEach(method -> calls.add(method + " " + path.getKey())));
        calls.removeAll(CHANGE_NOTHING);
        return calls;
    }

    /** The calls, each on what an earlier one made. */
    private final class Changes {
        private static final String SECRET = "sk-audited-secret-83f1";

        private final String email = "audit" + System.nanoTime() + "@example.com";
        private String account = "";
        private String credential = "";
        private String key = "";
        private String token = "";

        private String id(Answer answer, int status) {
            return answer.expect(status).json().path("id").asString();
        }

        private Answer call(String method, String path, String body) {
            return gateway.manage().call(method, path + (account.isEmpty() ? "" : "?account=" + account), body);
        }

        String createAccount() {
            account = id(call("POST", "/accounts", "{\"email\":\"" + email + "\",\"tier\":\"free\"}"), 201);
            return "account.created";
        }

        String addCredits() {
            id(
                    call(
                            "POST",
                            "/accounts/" + account + "/credits",
                            "{\"amount_usd\":\"5\",\"reference\":\"" + email + "\"}"),
                    201);
            return "credits.added";
        }

        String changeTier() {
            call("PATCH", "/accounts/" + account, "{\"tier\":\"pro\"}").expect(200);
            return "account.tier_changed";
        }

        String createCredential() {
            credential =
                    id(call("POST", "/credentials", "{\"provider\":\"openai\",\"api_key\":\"" + SECRET + "\"}"), 201);
            return "credential.created";
        }

        String deleteCredential() {
            call("DELETE", "/credentials/" + credential, null).expect(204);
            return "credential.deleted";
        }

        String createKey() {
            key = id(call("POST", "/keys", "{\"name\":\"audited\"}"), 201);
            return "key.created";
        }

        String changeKey() {
            call("PATCH", "/keys/" + key, "{\"allowed_ips\":[\"10.0.0.0/8\"]}").expect(200);
            return "key.changed";
        }

        String rotateKey() {
            key = id(call("POST", "/keys/" + key + "/rotate", "{}"), 201);
            return "key.rotated";
        }

        String revokeKey() {
            call("DELETE", "/keys/" + key, null).expect(204);
            return "key.revoked";
        }

        String createToken() {
            token = id(call("POST", "/tokens", "{\"name\":\"audited\"}"), 201);
            return "token.created";
        }

        String revokeToken() {
            call("DELETE", "/tokens/" + token, null).expect(204);
            return "token.revoked";
        }

        String overridePrices() {
            gateway.manage()
                    .call(
                            "PUT",
                            "/prices/overrides/" + Gateway.POLITE + "/audited",
                            "{\"prices\":{\"input\":\"1\",\"output\":\"2\"}}")
                    .expect(200);
            return "prices.overridden";
        }

        String restorePrices() {
            gateway.manage()
                    .call("DELETE", "/prices/overrides/" + Gateway.POLITE + "/audited", null)
                    .expect(204);
            return "prices.restored";
        }

        /** The installation's, which other tests use: put back as it was, in an event of its own. */
        String changeSage() {
            gateway.manage()
                    .call("PUT", "/sage", "{\"intents\":{\"code\":[\"" + Gateway.POLITE + "/m1\"]}}")
                    .expect(200);
            gateway.manage().call("PUT", "/sage", "{\"intents\":{}}").expect(200);
            return "sage.changed";
        }
    }
}
