package ai.qnp.ee.persistence;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.Plan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Outcomes as a relay would make them. */
public final class Outcomes {
    /** When they arrive unless told otherwise. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Outcomes() {}

    /** An answered request of account {@code acc_1}. */
    public static Outcome answered(String id) {
        return answered(id, "acc_1", "key_1", NOON);
    }

    /** An answered request. */
    public static Outcome answered(String id, String accountId, String keyId, Instant at) {
        return of(id, accountId, keyId, at, "openai", "gpt-4o", 200, new BigDecimal("0.000125000000"), null);
    }

    /** An answered request of that cost. */
    public static Outcome answered(String id, String accountId, BigDecimal cost) {
        return of(id, accountId, "key_1", NOON, "openai", "gpt-4o", 200, cost, null);
    }

    /** A request with its end. */
    public static Outcome of(
            String id,
            String accountId,
            String keyId,
            Instant at,
            String provider,
            String model,
            int status,
            BigDecimal cost,
            String errorCode) {
        TokenUsage usage = new TokenUsage(100, 20, 30, 10, 5, 7, 3, 2, false);
        UsageRecord made = new UsageRecord(
                id,
                at,
                accountId,
                keyId,
                "chat.completions",
                "qnp/auto",
                provider,
                model,
                true,
                status,
                "stop",
                2,
                usage,
                cost,
                cost == null ? null : "2026-01",
                87L,
                432L,
                3L,
                errorCode,
                false);
        return new Outcome(
                made,
                List.of(
                        new Plan.Considered("anthropic", "claude", true, "asked for"),
                        new Plan.Considered(provider, model, true, "fallback")),
                List.of(
                        new Attempted(
                                "anthropic",
                                "claude",
                                "cred_1",
                                new Failure(
                                        FailureClass.RATE_LIMITED,
                                        429,
                                        "slow down",
                                        "rate_limit",
                                        null,
                                        Duration.ofSeconds(7)),
                                Duration.ofMillis(40)),
                        new Attempted(
                                provider,
                                model,
                                "platform",
                                null,
                                Duration.ofMillis(80),
                                Duration.ofMillis(43),
                                Duration.ofMillis(61))));
    }
}
