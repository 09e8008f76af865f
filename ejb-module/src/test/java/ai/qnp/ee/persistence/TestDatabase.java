package ai.qnp.ee.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A database for tests. */
public final class TestDatabase {
    private final DataSource dataSource;
    private LocalTransactions transactions;

    TestDatabase(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** For those who want to look behind everybody's back. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Its transactions, the schema being current. */
    public synchronized LocalTransactions transactions() {
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

    List<String> tables() {
        String sql = "select table_name from information_schema.tables where upper(table_schema) = 'PUBLIC'"
                + " and table_type = 'BASE TABLE'";
        List<String> names = texts(sql);
        names.removeIf(name -> name.startsWith("flyway"));
        return names;
    }

    /** The first column of what a query gives. */
    List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return texts;
    }
}
