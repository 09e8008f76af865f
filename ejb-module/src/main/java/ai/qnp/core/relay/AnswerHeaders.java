package ai.qnp.core.relay;

import ai.qnp.core.routing.sage.Intent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that tell a client how its answer came about, gathered on the way. */
final class AnswerHeaders {
    private List<Limits.Reading> limits = List.of();
    private @Nullable Long cappedAt;

    /** How the limits of the key stand. */
    void limited(List<Limits.Reading> readings) {
        this.limits = readings;
    }

    /** The answer's length was lowered to what can be paid; null where it was not. */
    void cappedAt(@Nullable Long tokens) {
        this.cappedAt = tokens;
    }

    /** Of an answer for which no provider was asked. */
    Map<String, String> ofRefusal() {
        return RateLimitHeaders.of(limits);
    }

    /**
     * Of an answer by a provider.
     *
     * @param attempts the last is the one that answered
     * @param intent what Sage took the request for; null where it had no say
     * @param dropped the parameters that the provider does not know
     */
    Map<String, String> of(List<Attempted> attempts, @Nullable Intent intent, List<String> dropped) {
        Map<String, String> headers = RateLimitHeaders.of(limits);
        Attempted last = attempts.getLast();
        headers.put("x-qnp-provider", last.provider());
        headers.put("x-qnp-model", last.model());
        headers.put("x-qnp-attempts", Integer.toString(attempts.size()));
        if (intent != null) {
            headers.put("x-qnp-sage", intent.wireName());
        }
        if (cappedAt != null) {
            headers.put("x-qnp-max-tokens", Long.toString(cappedAt));
        }
        if (!dropped.isEmpty()) {
            headers.put("x-qnp-dropped", String.join(", ", dropped));
        }
        return headers;
    }

    /** Says what the answer cost, where that is known. */
    static void putCost(Map<String, String> headers, @Nullable BigDecimal cost) {
        if (cost != null) {
            headers.put("x-qnp-cost-usd", plain(cost));
        }
    }

    private static String plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }
}
