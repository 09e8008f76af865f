package ai.qnp.bench.usage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL of its own, whose files stay, so that millions of records are made once. */
final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Only what a small server would be given; nothing that makes a question faster. */
    static Database in(Path folder) throws IOException {
        return new Database(EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("max_connections", "20")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start());
    }

    DataSource dataSource() {
        return server.getPostgresDatabase();
    }

    int port() {
        return server.getPort();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of an answer, the columns of each with a blank between. */
    String ask(String sql) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                text.append(text.isEmpty() ? "" : "\n");
                for (int i = 1; i <= columns; i++) {
                    text.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
            }
            return text.toString();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
