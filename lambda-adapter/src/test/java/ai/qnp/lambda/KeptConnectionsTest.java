package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
    private KeptConnections connections;

    @BeforeEach
    void open() throws NotReady {
        FunctionSettings settings =
                FunctionSettings.read(new EnvironmentConfig(Server.running().environment()), Integer.MAX_VALUE);
        connections = KeptConnections.to(settings, Duration.ofMillis(50));
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aConnectionServesOneAfterTheOther() throws SQLException {
        assertThat(backend()).isEqualTo(backend());
    }

    @Test
    void aConnectionThatTheDatabaseEndedIsReplaced() throws SQLException {
        int first = backend();
        try (Connection other = Server.running().connection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + first + ", 5000)");
        }

        assertThat(backend()).isNotEqualTo(first);
    }

    @Test
    void aConnectionThatBrokeInUseIsReplaced() throws SQLException {
        int first;
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            first = backend(statement);
            assertThatThrownBy(() -> statement.execute("select pg_terminate_backend(pg_backend_pid())"))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(backend()).isNotEqualTo(first);
    }

    @Test
    void whatWasNotCommittedIsRolledBack() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("create table forgotten (id int)");
        }

        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThatThrownBy(() -> statement.execute("select * from forgotten"))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void thereAreNeverMoreThanFour() throws SQLException {
        List<Connection> inUse = new ArrayList<>();
        for (int count = 0; count < 4; count++) {
            inUse.add(connections.getConnection());
        }

        assertThatThrownBy(connections::getConnection).isInstanceOf(SQLTransientConnectionException.class);

        for (Connection connection : inUse) {
            connection.close();
            connection.close();
        }
        assertThat(backend()).isPositive();
    }

    private int backend() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            return backend(statement);
        }
    }

    private static int backend(Statement statement) throws SQLException {
        try (ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            pid.next();
            return pid.getInt(1);
        }
    }
}
