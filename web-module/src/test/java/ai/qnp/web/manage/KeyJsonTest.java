package ai.qnp.web.manage;

import static ai.qnp.web.manage.JsonTrees.assertThat;
import static ai.qnp.web.manage.JsonTrees.json;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.BudgetUse;
import ai.qnp.ee.admin.KeySettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class KeyJsonTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aKey() {
        KeySettings settings =
                KeySettings.named("k").withChain(List.of(new ChainStep("demo", List.of("m"), "platform")));

        assertThat(KeyJson.key(new ApiKey(
                        "key_1", "acc_1", "qnp-12345678", settings, NOON, null, null, NOON.plusSeconds(1), null)))
                .isEqualTo(json("""
                        {"id":"key_1","name":"k","prefix":"qnp-12345678",
                         "chain":[{"provider":"demo","models":["m"],"credential":"platform"}],
                         "permissions":["chat","embeddings","images"],"allowed_ips":[],"allowed_referrers":[],
                         "budget":null,"limits":null,"log_bodies":null,"expires_at":null,"created_at":"2026-03-01T12:00:00Z",
                         "revoked_at":null,"rotated_from":null,"last_used_at":"2026-03-01T12:00:01Z"}"""));
    }

    @Test
    void aKeysBudgetAndLimits() {
        KeySettings settings = KeySettings.named("k")
                .withBudget(new Budget(new BigDecimal("25.000000000000"), Budget.Period.DAY))
                .withLimits(new KeyLimits(60L, null, 1_000L));
        BudgetUse use = new BudgetUse(new BigDecimal("1.250000000000"), NOON.plusSeconds(43_200));
        ObjectNode key =
                KeyJson.key(new ApiKey("key_1", "acc_1", "qnp-12345678", settings, NOON, null, null, null, use));

        assertThat(key.get("budget")).isEqualTo(json("""
                        {"amount_usd":"25","period":"day","spent_usd":"1.25","resets_at":"2026-03-02T00:00:00Z"}"""));
        assertThat(key.get("limits")).isEqualTo(json("""
                        {"rpm":60,"tpm":null,"rpd":1000}"""));
    }
}
