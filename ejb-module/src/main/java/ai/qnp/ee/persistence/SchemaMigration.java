package ai.qnp.ee.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/** Brings the database's tables to the shape that this program knows. */
public final class SchemaMigration {
    /** The version that the scripts of this program end with. */
    static final String VERSION = "13";

    /** Quoted, because Flyway quotes them too: H2 would look for capitals. */
    private static final String REACHED = """
            select "version" from "flyway_schema_history"
            where "success" = true and "version" is not null order by "installed_rank" desc""";

    private final DataSource dataSource;

    /** For the database behind a data source. */
    public SchemaMigration(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs the scripts that are missing. Nodes that start together wait for each other.
     *
     * @throws WrongSchema when the schema is not the expected one afterwards: scripts that are not found are no error to
     *     Flyway, but they are to us
     * @throws RuntimeException when the database can't be reached or a script fails
     */
    public void run() {
        Flyway flyway = flyway();
        flyway.migrate();
        String reached = version(flyway);
        if (!reached.equals(VERSION)) {
            throw new WrongSchema(reached);
        }
    }

    /**
     * Whether the schema is the one this program knows; false as well when the database can't be reached. Asks the table
     * that Flyway keeps and not Flyway, which would read and compare every script: this is asked often, and first of all
     * when a function starts.
     */
    public boolean isCurrent() {
        try (Connection connection = dataSource.getConnection()) {
            return VERSION.equals(reached(connection));
        } catch (SQLException unreachableOrEmpty) {
            return false;
        }
    }

    /** The version that a database's schema has, or null where none was made. */
    static @Nullable String reached(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet reached = statement.executeQuery(REACHED)) {
            return reached.next() ? reached.getString(1) : null;
        }
    }

    private Flyway flyway() {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor())
                .load();
    }

    /** Where the scripts are that the databases don't have in common. */
    private String vendor() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        } catch (SQLException away) {
            throw new IllegalStateException("the database can't be reached", away);
        }
    }

    private static String version(Flyway flyway) {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }

    /** The scripts ran, and still the schema is another one. The message is one line for the operator. */
    public static final class WrongSchema extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongSchema(String reached) {
            super("The database's schema is at version " + reached + ", and this QNP needs " + VERSION
                    + ": a newer QNP has used it. Start that one, or use another database.");
        }
    }
}
