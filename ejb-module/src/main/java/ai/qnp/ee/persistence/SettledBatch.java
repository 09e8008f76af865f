package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What else changes in the transaction that stores usage records: the funds that they were taken from, for example. */
@FunctionalInterface
public interface SettledBatch {
    /**
     * Makes the changes for some outcomes.
     *
     * @param outcomes perhaps none: when only intents are stored
     */
    void settle(EntityManager entities, List<Outcome> outcomes);
}
