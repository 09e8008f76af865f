package ai.qnp.ee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A database for one test. */
public final class TestDatabase implements AutoCloseable {
    private final DataSource dataSource;
    private final Ending ending;
    private LocalTransactions transactions;

    interface Ending {
        void end() throws Exception;
    }

    TestDatabase(DataSource dataSource, Ending ending) {
        this.dataSource = dataSource;
        this.ending = ending;
    }

    /** For those who want to look behind everybody's back. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Its transactions, the schema being current. */
    public LocalTransactions transactions() {
        if (transactions == null) {
            transactions = LocalTransactions.over(dataSource);
        }
        return transactions;
    }

    /** Runs a statement directly. */
    public int execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() throws Exception {
        if (transactions != null) {
            transactions.close();
        }
        ending.end();
    }
}
