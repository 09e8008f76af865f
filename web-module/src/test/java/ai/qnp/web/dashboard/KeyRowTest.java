package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.BudgetUse;
import ai.qnp.ee.admin.KeySettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyRowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "NULL, NULL, active, true",
                "2026-03-01T12:00:01Z, NULL, active, true",
                "2026-03-01T12:00:00Z, NULL, expired, false",
                "NULL, 2026-03-01T12:00:01Z, ending, true",
                "NULL, 2026-03-01T12:00:00Z, revoked, false",
                "2026-03-01T11:00:00Z, 2026-03-01T13:00:00Z, expired, false"
            })
    void saysWhetherAKeyIsServed(Instant expiresAt, Instant revokedAt, String status, boolean served) {
        ApiKey key = key(KeySettings.named("a").withExpiresAt(expiresAt), revokedAt);

        KeyRow row = KeyRow.of(key, NOON, provider -> provider);

        assertThat(row.status()).isEqualTo(status);
        assertThat(row.served()).isEqualTo(served);
    }

    @Test
    void showsTheChainByTheProvidersNames() {
        KeySettings settings = KeySettings.named("a")
                .withChain(List.of(
                        new ChainStep("openai", List.of("x", "y"), "platform"),
                        new ChainStep("cohere", List.of(), "cred_1")));

        KeyRow row = KeyRow.of(key(settings, null), NOON, provider -> provider.toUpperCase(Locale.ROOT));

        assertThat(row.chain())
                .containsExactly(new KeyRow.Hop("OPENAI", "x, y", false), new KeyRow.Hop("COHERE", "", true));
        assertThat(row.scoped()).isFalse();
    }

    @Test
    void marksAKeyThatIsLimited() {
        KeySettings settings = KeySettings.named("a").withAllowedIps(List.of("10.0.0.1"));

        assertThat(KeyRow.of(key(settings, null), NOON, provider -> provider).scoped())
                .isTrue();
    }

    @Test
    void saysHowLongBodiesAreKept() {
        KeySettings settings = KeySettings.named("a");

        assertThat(KeyRow.of(key(settings, null), NOON, provider -> provider).bodiesDays())
                .isNull();
        assertThat(KeyRow.of(key(settings.withLogBodies(new BodyLogging(7, 1)), null), NOON, provider -> provider)
                        .bodiesDays())
                .isEqualTo(7);
    }

    @Test
    void showsWhatIsSpentAndLimited() {
        KeySettings settings = KeySettings.named("a")
                .withBudget(new Budget(new BigDecimal("25"), Budget.Period.MONTH))
                .withLimits(new KeyLimits(60L, 100_000L, null));
        BudgetUse use = new BudgetUse(new BigDecimal("22.125"), null);
        ApiKey key = new ApiKey("key_1", "acc_1", "qnp-abcdefgh", settings, NOON, null, null, null, use);

        KeyRow row = KeyRow.of(key, NOON, provider -> provider);

        assertThat(row.spending()).isEqualTo(new Spending("$22.13", "$22.125", "$25.00", "month", 88, "warn", null));
        assertThat(row.limits()).isEqualTo("60 RPM · 100,000 TPM");
    }

    private static ApiKey key(KeySettings settings, Instant revokedAt) {
        return new ApiKey("key_1", "acc_1", "qnp-abcdefgh", settings, NOON, revokedAt, null, null, null);
    }
}
