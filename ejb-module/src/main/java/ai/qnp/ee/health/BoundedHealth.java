package ai.qnp.ee.health;

import ai.qnp.core.health.CredentialKey;
import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.health.TargetState;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Target health in memory that can't grow without end, whatever models clients name. */
public final class BoundedHealth {
    private static final int MAX_ENTRIES = 10_000;
    /** Longer than any cool-down whose end still matters; a day is the longest delay that can be set. */
    private static final Duration REMEMBERED = Duration.ofHours(25);

    private BoundedHealth() {}

    /** Nothing is known of any target yet. */
    public static TargetHealth by(ProviderRules rules) {
        Cache<TargetKey, TargetState> targets = cache();
        Cache<CredentialKey, FailingCredential> credentials = cache();
        return new TargetHealth(targets.asMap(), credentials.asMap(), rules);
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(REMEMBERED)
                .build();
    }
}
