package ai.qnp.ee.accounting;

import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.function.Function;

/** A database that can be made to go away. */
final class Outage implements Transactions {
    volatile boolean away;
    private final Transactions real;

    Outage(Transactions real) {
        this.real = real;
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        if (away) {
            throw new IllegalStateException(new SQLException("connection refused", "08001"));
        }
        return real.inTransaction(work);
    }

    @Override
    public <T> T read(Function<EntityManager, T> work) {
        return inTransaction(work);
    }
}
