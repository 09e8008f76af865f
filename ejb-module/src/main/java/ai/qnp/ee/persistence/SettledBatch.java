package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import jakarta.persistence.EntityManager;
import java.util.List;

/** What else changes in the transaction that stores usage records: the funds that they were taken from, for example. */
public interface SettledBatch {
    /**
     * Comes first: adds rows of its own, or fails when nothing may be stored.
     *
     * @param outcomes perhaps none: when only intents are stored
     */
    void enter(EntityManager entities, List<Outcome> outcomes);

    /** Comes last, because others wait for what it changes. */
    void settle(EntityManager entities, List<Outcome> outcomes);
}
