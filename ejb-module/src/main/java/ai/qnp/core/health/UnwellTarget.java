package ai.qnp.core.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target that is not asked as usual.
 *
 * @param coolsUntil when it may be asked again; null while one request probes it, or is the next to do so
 * @param last why
 */
public record UnwellTarget(TargetKey key, @Nullable Instant coolsUntil, Trouble last) {}
