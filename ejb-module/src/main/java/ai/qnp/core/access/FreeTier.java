package ai.qnp.core.access;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.limits.Quota.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account may use without paying; null for any amount.
 *
 * @param rpd requests of the whole account in 24 hours
 * @param rpm requests of each key a minute; a key may have less
 * @param keys active keys
 */
public record FreeTier(
        @Nullable Long rpd, @Nullable Long rpm, @Nullable Long keys) {
    /** As much as everybody likes. */
    public static final FreeTier UNLIMITED = new FreeTier(null, null, null);

    /**
     * The quotas of a key of a free account: the key's own below the tier's.
     *
     * @param firstKeyId the first of those that were rotated into each other: they share what is left
     */
    public List<Quota> quotas(String accountId, String firstKeyId, KeyLimits own) {
        List<Quota> quotas =
                new ArrayList<>(new KeyLimits(lower(own.rpm(), rpm), own.tpm(), own.rpd()).quotas(firstKeyId));
        KeyLimits.add(quotas, "rpd:" + accountId, Kind.REQUESTS_PER_DAY, rpd);
        return quotas;
    }

    private static @Nullable Long lower(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
