package ai.qnp.ee.persistence;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database, looked at.
 *
 * @param product its maker's name for it
 * @param schema the version of its tables; null where they were never made
 * @param answered how long it took to answer a query that needs no table
 */
public record DatabaseState(
        String product, String version, @Nullable String schema, Duration answered) {
    private static final String TRIVIAL = "select 1";

    /**
     * Looks at the database behind a data source.
     *
     * @throws IllegalStateException when it can't be reached
     */
    public static DatabaseState of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            return new DatabaseState(
                    about.getDatabaseProductName(),
                    about.getDatabaseProductVersion(),
                    SchemaMigration.reached(connection),
                    answered(connection));
        } catch (SQLException away) {
            throw new IllegalStateException("the database can't be reached", away);
        }
    }

    private static Duration answered(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long asked = System.nanoTime();
            statement.executeQuery(TRIVIAL).close();
            return Duration.ofNanos(System.nanoTime() - asked);
        }
    }
}
