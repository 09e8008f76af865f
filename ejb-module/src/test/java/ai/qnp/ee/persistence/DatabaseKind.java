package ai.qnp.ee.persistence;

import static java.util.stream.Collectors.joining;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The databases that QNP runs on. Tests take each one in turn; one at a time uses the migrated one of a kind. */
public enum DatabaseKind {
    /** A file, as {@code ./qnp run} has it. */
    H2 {
        @Override
        DataSource newDatabase() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:file:" + SERVERS.folder.resolve("h2-" + SERVERS.next())
                    + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
            dataSource.setUser("sa");
            return dataSource;
        }

        @Override
        List<String> emptying(List<String> tables) {
            String truncating =
                    tables.stream().map(table -> "truncate table " + table).collect(joining(";"));
            return List.of("set referential_integrity false", truncating, "set referential_integrity true");
        }
    },
    /** A real server, started once for all tests. */
    POSTGRESQL {
        @Override
        DataSource newDatabase() {
            String name = "test_" + SERVERS.next();
            new TestDatabase(Postgres.RUNNING.getPostgresDatabase()).execute("create database " + name);
            return Postgres.RUNNING.getDatabase("postgres", name);
        }

        @Override
        List<String> emptying(List<String> tables) {
            // past the trigger that keeps the ledger
            return List.of("set session_replication_role = replica; truncate table " + String.join(", ", tables)
                    + "; set session_replication_role = default");
        }
    };

    private static final Servers SERVERS = new Servers();

    /** Setting a database and its persistence unit up takes longer than most tests: made once, emptied each time. */
    private static final Map<DatabaseKind, TestDatabase> MIGRATED = new ConcurrentHashMap<>();

    abstract DataSource newDatabase();

    abstract List<String> emptying(List<String> tables);

    /** A database without any table. */
    public TestDatabase empty() {
        return new TestDatabase(newDatabase());
    }

    /** A database whose schema is current and whose tables are empty. */
    public TestDatabase migrated() {
        TestDatabase database = MIGRATED.computeIfAbsent(this, DatabaseKind::newMigrated);
        emptying(database.tables()).forEach(database::execute);
        return database;
    }

    private static TestDatabase newMigrated(DatabaseKind kind) {
        TestDatabase fresh = kind.empty();
        new SchemaMigration(fresh.dataSource()).run();
        return fresh;
    }

    private static final class Servers {
        private final AtomicInteger count = new AtomicInteger();
        final Path folder = newFolder();

        int next() {
            return count.incrementAndGet();
        }

        private static Path newFolder() {
            try {
                // Below target/, which the next clean build removes.
                return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "databases-")
                        .toAbsolutePath();
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    private static final class Postgres {
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
