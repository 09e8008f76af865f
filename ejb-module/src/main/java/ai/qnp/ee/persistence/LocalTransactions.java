package ai.qnp.ee.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions without an application server, for Lambda and tests. */
public final class LocalTransactions implements Transactions, AutoCloseable {
    /** The persistence unit's name. */
    static final String UNIT = "qnp";

    private static final List<Class<?>> MANAGED = List.of(
            AccountRow.class,
            ApiKeyRow.class,
            AuditRow.class,
            CredentialRow.class,
            InstantColumn.class,
            MasterKeyCheckRow.class,
            SetupLinkRow.class,
            UsageRow.class);

    private final EntityManagerFactory factory;

    private LocalTransactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    /** Sets the persistence unit up over a data source whose schema is current. */
    public static LocalTransactions over(DataSource dataSource) {
        PersistenceConfiguration unit = new PersistenceConfiguration(UNIT)
                .provider("org.eclipse.persistence.jpa.PersistenceProvider")
                .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                .property("jakarta.persistence.nonJtaDataSource", dataSource)
                .property("eclipselink.cache.shared.default", "false")
                .property("eclipselink.jdbc.batch-writing", "JDBC")
                .property("eclipselink.jdbc.batch-writing.size", "500")
                .property("eclipselink.weaving", "false")
                .property("eclipselink.logging.level", "WARNING");
        MANAGED.forEach(unit::managedClass);
        return new LocalTransactions(unit.createEntityManagerFactory());
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Function<EntityManager, T> work) {
        return factory.callInTransaction(work);
    }

    @Override
    public <T extends @Nullable Object> T read(Function<EntityManager, T> work) {
        return factory.callInTransaction(work);
    }

    @Override
    public void close() {
        factory.close();
    }
}
