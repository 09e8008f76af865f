package ai.qnp.ee.accounting;

import java.sql.Connection;
import java.sql.SQLException;

/** Gives connections to the database that is audited. */
@FunctionalInterface
public interface ConnectionSource {
    /** One more connection, which the caller closes. */
    Connection getConnection() throws SQLException;
}
