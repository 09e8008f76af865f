package ai.qnp.lambda;

import ai.qnp.core.provider.Secret;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The database connections of one sandbox, kept from request to request. No thread of its own: a sandbox is frozen
 * between requests, and a pool that mends itself in the background (HikariCP waits up to ten seconds between tries) would
 * still be asleep when the database has long been back. So a connection is opened, tried and dropped by whoever needs it.
 */
final class KeptConnections implements DataSource, AutoCloseable {
    /** A sandbox serves one request at a time, which needs one connection, and the thread that writes its record another. */
    private static final int MAX_OPEN = 4;

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final ConnectionPoolDataSource database;
    private final Duration wait;
    private final Semaphore places = new Semaphore(MAX_OPEN);
    private final Deque<PooledConnection> idle = new ConcurrentLinkedDeque<>();

    private KeptConnections(ConnectionPoolDataSource database, Duration wait) {
        this.database = database;
        this.wait = wait;
    }

    /** Opens nothing yet. */
    static KeptConnections to(FunctionSettings settings) {
        return to(settings, WAIT);
    }

    static KeptConnections to(FunctionSettings settings, Duration wait) {
        PGConnectionPoolDataSource database = new PGConnectionPoolDataSource();
        int seconds = Math.toIntExact(WAIT.toSeconds());
        database.setApplicationName("qnp-lambda");
        database.setConnectTimeout(seconds);
        database.setLoginTimeout(seconds);
        database.setSocketTimeout(2 * seconds);
        database.setTcpKeepAlive(true);
        // after the others, because what the address says outranks them
        database.setURL(settings.databaseUrl());
        if (settings.databaseUser() != null) {
            database.setUser(settings.databaseUser());
        }
        Secret password = settings.databasePassword();
        if (password != null) {
            database.setPassword(password.reveal());
        }
        return new KeptConnections(database, wait);
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (!places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("all connections are in use");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", stopped);
        }
        try {
            Connection kept = kept();
            return kept == null ? lend(database.getPooledConnection()) : kept;
        } catch (SQLException | RuntimeException unable) {
            places.release();
            throw unable;
        }
    }

    /** One that is still alive. Asking costs a round trip; a request that fails because nobody asked costs more. */
    private @Nullable Connection kept() {
        PooledConnection next = idle.poll();
        while (next != null) {
            try {
                Connection connection = next.getConnection();
                if (connection.isValid((int) PROBE.toSeconds())) {
                    next.addConnectionEventListener(new Lease(next));
                    return connection;
                }
            } catch (SQLException dead) {
                // as good as not valid
            }
            drop(next);
            next = idle.poll();
        }
        return null;
    }

    private Connection lend(PooledConnection opened) throws SQLException {
        Connection connection = opened.getConnection();
        opened.addConnectionEventListener(new Lease(opened));
        return connection;
    }

    private static void drop(PooledConnection broken) {
        try {
            broken.close();
        } catch (SQLException alreadyGone) {
            // nothing more to do about it
        }
    }

    @Override
    public void close() {
        PooledConnection next = idle.poll();
        while (next != null) {
            drop(next);
            next = idle.poll();
        }
    }

    /** Takes a connection back when its user closes it; the driver has rolled back what was not committed. */
    private final class Lease implements ConnectionEventListener {
        private final PooledConnection lent;

        Lease(PooledConnection lent) {
            this.lent = lent;
        }

        @Override
        public void connectionClosed(ConnectionEvent event) {
            lent.removeConnectionEventListener(this);
            idle.push(lent);
            places.release();
        }

        /** Whether it still lives is asked before it is lent again. */
        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {}
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("there is one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return database.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("this is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
