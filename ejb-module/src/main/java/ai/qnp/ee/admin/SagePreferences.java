package ai.qnp.ee.admin;

import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.SageTable;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sage's table as the operator sees it.
 *
 * @param table every intent's models
 * @param edited the intents whose models are not the ones that QNP comes with
 * @param changedAt null while nothing was ever changed
 */
public record SagePreferences(
        SageTable table, Set<Intent> edited, @Nullable Instant changedAt) {
    public SagePreferences {
        edited = Set.copyOf(edited);
    }
}
