package ai.qnp.ee.persistence;

import java.sql.SQLException;

/** What an exception from the database says. */
final class StorageFailure {
    private StorageFailure() {}

    /**
     * Whether the data was refused (SQL state classes 22 and 23), or never got as far as the database. Anything else,
     * such as a connection that is gone, would hit the next record just the same.
     */
    static boolean isOfTheData(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23"));
            }
        }
        return true;
    }
}
