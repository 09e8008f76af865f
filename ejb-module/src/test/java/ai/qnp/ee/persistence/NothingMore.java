package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Nothing changes beside the usage records. */
record NothingMore() implements SettledBatch {
    @Override
    public void enter(EntityManager entities, List<Outcome> outcomes) {}

    @Override
    public void settle(EntityManager entities, List<Outcome> outcomes) {}
}
