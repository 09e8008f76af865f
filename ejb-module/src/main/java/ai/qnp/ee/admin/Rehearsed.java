package ai.qnp.ee.admin;

import ai.qnp.core.relay.Rehearsal;
import ai.qnp.core.routing.ChainWarning;
import java.util.List;

/** A rehearsal, and what is odd about its chain. */
public record Rehearsed(Rehearsal rehearsal, List<ChainWarning> warnings) {
    public Rehearsed {
        warnings = List.copyOf(warnings);
    }
}
