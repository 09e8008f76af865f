package ai.qnp.ee.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions without an application server, for Lambda and tests. */
public final class LocalTransactions implements Transactions, AutoCloseable {
    /** The persistence unit's name. */
    static final String UNIT = "qnp";

    private final EntityManagerFactory factory;

    private LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** Sets the server's own persistence unit up over a data source whose schema is current. */
    public static LocalTransactions over(DataSource dataSource) {
        Map<String, Object> instead = Map.of(
                "jakarta.persistence.provider",
                "org.eclipse.persistence.jpa.PersistenceProvider",
                "jakarta.persistence.transactionType",
                PersistenceUnitTransactionType.RESOURCE_LOCAL.name(),
                "jakarta.persistence.nonJtaDataSource",
                dataSource,
                "eclipselink.logging.level",
                "SEVERE");
        return new LocalTransactions(Persistence.createEntityManagerFactory(UNIT, instead));
    }

    // EclipseLink's own callInTransaction takes the unit for a JTA one, which its file says, and fails.
    @Override
    public <T extends @Nullable Object> T inTransaction(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            EntityTransaction transaction = entities.getTransaction();
            transaction.begin();
            try {
                T result = work.apply(entities);
                transaction.commit();
                return result;
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Function<EntityManager, T> work) {
        return inTransaction(work);
    }

    @Override
    public void close() {
        factory.close();
    }
}
