package ai.qnp.ee.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses to change rows of the embedded database's ledger. PostgreSQL has a function of its own for it. */
public final class AppendOnly implements Trigger {
    private static final String RAISED = "P0001";

    private String table = "";

    /** For the database, which makes one for each table. */
    public AppendOnly() {}

    @Override
    public void init(Connection connection, String schema, String trigger, String tableName, boolean before, int type) {
        table = tableName;
    }

    @Override
    public void fire(Connection connection, @Nullable Object[] before, @Nullable Object[] after) throws SQLException {
        throw new SQLException("the ledger is append-only: a change of " + table + " is refused", RAISED);
    }
}
