package ai.qnp.web.manage;

import static ai.qnp.web.manage.JsonTrees.assertThat;
import static ai.qnp.web.manage.JsonTrees.json;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.Plan;
import ai.qnp.ee.admin.FirstTokens;
import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsageJsonTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aReceipt() {
        UsageRecord made = new UsageRecord(
                "req_1",
                NOON,
                "acc_1",
                "key_1",
                "chat.completions",
                "qnp",
                "openai",
                "gpt-4o",
                true,
                200,
                "stop",
                2,
                new TokenUsage(9, 8, 7, 6, 5, 4, 3, 2, true),
                new BigDecimal("0.000125000000"),
                "v1",
                5L,
                10L,
                1L,
                null,
                false);
        Outcome outcome = new Outcome(
                made,
                List.of(new Plan.Considered("openai", "gpt-4o", true, "asked for")),
                List.of(
                        new Attempted(
                                "groq",
                                "llama",
                                "cred_1",
                                new Failure(FailureClass.RATE_LIMITED, 429, "slow down", null, null, null),
                                Duration.ofMillis(40)),
                        new Attempted("openai", "gpt-4o", "platform", null, Duration.ofMillis(80))));

        assertThat(UsageJson.receipt(outcome)).isEqualTo(json("""
                        {"id":"req_1","at":"2026-03-01T12:00:00Z","key_id":"key_1","endpoint":"chat.completions",
                         "model_requested":"qnp","provider":"openai","model":"gpt-4o","stream":true,"status":200,
                         "finish_reason":"stop","prompt_tokens":9,"completion_tokens":8,"cached_tokens":7,
                         "cache_write_tokens":6,"reasoning_tokens":4,"tokens_estimated":true,"cost_usd":"0.000125",
                         "price_version":"v1","ttft_ms":5,"total_ms":10,"gateway_ms":1,"error_code":null,
                         "client_closed":false,
                         "plan":[{"provider":"openai","model":"gpt-4o","chosen":true,"reason":"asked for"}],
                         "attempts":[
                          {"provider":"groq","model":"llama","credential":"cred_1","status":429,
                           "error_class":"rate_limited","message":"slow down","ms":40},
                          {"provider":"openai","model":"gpt-4o","credential":"platform","status":200,
                           "error_class":null,"message":null,"ms":80}]}"""));
    }

    @Test
    void aSummary() {
        UsageTotals totals =
                new UsageTotals(3, 1, 30, 20, 4, 5, 6, 2, new BigDecimal("1.100000000000"), FirstTokens.NONE);

        assertThat(UsageJson.summary(
                        new UsageSummary(UsageSummary.GroupBy.MODEL, List.of(new UsageSummary.Line("gpt-4o", totals)))))
                .isEqualTo(json("""
                        {"data":[{"model":"gpt-4o","requests":3,"errors":1,"prompt_tokens":30,"completion_tokens":20,
                         "cached_tokens":4,"cache_write_tokens":5,"reasoning_tokens":6,"unpriced_requests":2,
                         "cost_usd":"1.1"}],"next":null}"""));
    }
}
