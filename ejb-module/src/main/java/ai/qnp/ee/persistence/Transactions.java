package ai.qnp.ee.persistence;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work on the database. Whatever goes wrong there comes out as a {@link RuntimeException}, with nothing of the work
 * done. Entities must not leave the work: it returns values.
 */
public interface Transactions {
    /** Runs work in a transaction of its own and returns once it is durable. */
    <T extends @Nullable Object> T inTransaction(Function<EntityManager, T> work);

    /** Runs work that only reads. */
    <T extends @Nullable Object> T read(Function<EntityManager, T> work);
}
