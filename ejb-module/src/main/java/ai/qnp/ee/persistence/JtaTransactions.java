package ai.qnp.ee.persistence;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Transactions of the application server. */
@Stateless
@Local(Transactions.class)
public class JtaTransactions implements Transactions {
    @PersistenceContext(unitName = LocalTransactions.UNIT)
    private EntityManager entities;

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T extends @Nullable Object> T inTransaction(Function<EntityManager, T> work) {
        return work.apply(entities);
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public <T extends @Nullable Object> T read(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
