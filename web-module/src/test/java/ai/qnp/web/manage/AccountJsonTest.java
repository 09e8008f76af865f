package ai.qnp.web.manage;

import static ai.qnp.web.manage.JsonTrees.assertThat;
import static ai.qnp.web.manage.JsonTrees.json;

import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Tier;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountJsonTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void anAccount() {
        assertThat(AccountJson.account(new Account("acc_1", "jo@example.com", Tier.FREE, BigDecimal.ZERO, false, NOON)))
                .isEqualTo(json("""
                        {"id":"acc_1","email":"jo@example.com","tier":"free","balance_usd":"0","operator":false,
                         "created_at":"2026-03-01T12:00:00Z"}"""));
    }
}
