package ai.qnp.core.limits;

import ai.qnp.core.limits.Quota.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a key may use in a span of time; null for any amount.
 *
 * @param rpm requests a minute
 * @param tpm tokens a minute
 * @param rpd requests in 24 hours
 */
public record KeyLimits(
        @Nullable Long rpm, @Nullable Long tpm, @Nullable Long rpd) {
    /** As much as it likes. */
    public static final KeyLimits NONE = new KeyLimits(null, null, null);

    /**
     * The quotas of a key.
     *
     * @param firstKeyId the first of those that were rotated into each other: they share what is left
     */
    public List<Quota> quotas(String firstKeyId) {
        List<Quota> quotas = new ArrayList<>();
        add(quotas, "rpm:" + firstKeyId, Kind.REQUESTS_PER_MINUTE, rpm);
        add(quotas, "tpm:" + firstKeyId, Kind.TOKENS_PER_MINUTE, tpm);
        add(quotas, "rpd:" + firstKeyId, Kind.REQUESTS_PER_DAY, rpd);
        return quotas;
    }

    /** Adds one, unless any amount is allowed. */
    public static void add(List<Quota> quotas, String id, Kind kind, @Nullable Long limit) {
        if (limit != null) {
            quotas.add(new Quota(id, kind, limit));
        }
    }
}
