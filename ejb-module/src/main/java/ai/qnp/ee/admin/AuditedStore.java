package ai.qnp.ee.admin;

import ai.qnp.core.access.Randomness;
import ai.qnp.ee.persistence.AuditRow;
import ai.qnp.ee.persistence.GrantVersion;
import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database, with ids and times for what is stored there and a trail of who changed it. */
public final class AuditedStore {
    private static final int ID_BYTES = 12;

    private final Transactions transactions;
    private final Randomness randomness;
    private final InstantSource clock;

    /** Over a database whose schema is current. */
    public AuditedStore(Transactions transactions, Randomness randomness, InstantSource clock) {
        this.transactions = transactions;
        this.randomness = randomness;
        this.clock = clock;
    }

    /** Runs work that changes something, whole or not at all. */
    public <T> T change(Function<Change, T> work) {
        return transactions.inTransaction(entities -> {
            Change change = new Change(entities);
            T done = work.apply(change);
            if (change.altersGrants) {
                GrantVersion.raise(entities);
            }
            return done;
        });
    }

    /** Runs work that only reads. */
    public <T extends @Nullable Object> T read(Function<EntityManager, T> work) {
        return transactions.read(work);
    }

    /** The time, as exact as the databases keep it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** What secrets are made of. */
    public Randomness randomness() {
        return randomness;
    }

    /** A change under way, in its transaction. */
    public final class Change {
        private final EntityManager entities;
        private boolean altersGrants;

        private Change(EntityManager entities) {
            this.entities = entities;
        }

        public EntityManager entities() {
            return entities;
        }

        /** Says that keys may do other things afterwards, so that every server reads them anew. */
        public void altersGrants() {
            altersGrants = true;
        }

        /** A new id: a word that says of what, and chance. */
        public String newId(String word) {
            return word + "_" + HexFormat.of().formatHex(randomness.bytes(ID_BYTES));
        }

        /** Notes what is being changed, in the same transaction. */
        public void audit(Actor actor, String action, @Nullable String accountId, String subject, String detail) {
            audit(actor, action, accountId, subject, detail, AuditChanges.NONE);
        }

        /** The same with what its fields were and are. */
        public void audit(
                Actor actor,
                String action,
                @Nullable String accountId,
                String subject,
                String detail,
                AuditChanges changes) {
            entities.persist(new AuditRow(
                    newId("audit"),
                    now(),
                    actor.name(),
                    actor.address(),
                    action,
                    accountId,
                    subject,
                    detail,
                    changes.text()));
        }
    }
}
