package ai.qnp.ee.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that QNP runs on. Tests take each one in turn. */
public enum DatabaseKind {
    /** A file, as `./qnp run` has it. */
    H2 {
        @Override
        public TestDatabase empty() {
            Path folder = newFolder();
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + folder.resolve("qnp") + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
            dataSource.setUser("sa");
            return new TestDatabase(dataSource, () -> {
                execute(dataSource.getConnection(), "shutdown");
                delete(folder);
            });
        }
    },
    /** A real server, started once for all tests; each test has a database of its own on it. */
    POSTGRESQL {
        @Override
        public TestDatabase empty() {
            String name = "test_" + Server.NEXT.incrementAndGet();
            try {
                execute(Server.RUNNING.getPostgresDatabase().getConnection(), "create database " + name);
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
            return new TestDatabase(Server.RUNNING.getDatabase("postgres", name), () -> {});
        }
    };

    /** A database without any table. */
    public abstract TestDatabase empty();

    /** A database whose schema is current. */
    public TestDatabase migrated() {
        TestDatabase database = empty();
        new SchemaMigration(database.dataSource()).run();
        return database;
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (opened;
                Statement statement = opened.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("qnp-test-");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static final class Server {
        static final AtomicInteger NEXT = new AtomicInteger();
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // Ends with the JVM.
                return EmbeddedPostgres.builder().start();
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }
    }
}
