package ai.qnp.ee.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as a kill -9 leaves them: the header behind the last commit. */
class EmbeddedFileTest {
    /** Usage records in the file, without and with its last commits. */
    private static final int FOUND_BY_ITSELF = 191;

    private static final int COMMITTED = 214;

    @TempDir
    private Path folder;

    @Test
    void findsTheLastCommitWhereTheDatabaseByItselfForgetsIt() throws Exception {
        Path forgetting = killed("forgetting");
        assertThat(rows(forgetting)).as("what it does by itself").isEqualTo(FOUND_BY_ITSELF);
        Path killed = killed("killed");

        EmbeddedFile.findLastCommit(url(killed) + ";WRITE_DELAY=0", folder);

        assertThat(rows(killed)).isEqualTo(COMMITTED);
        byte[] closed = Files.readAllBytes(folder.resolve("killed.mv.db"));
        EmbeddedFile.findLastCommit(url(killed), folder);
        assertThat(Files.readAllBytes(folder.resolve("killed.mv.db"))).isEqualTo(closed);
    }

    @Test
    void leavesAFileAloneThatWasClosedInOrder() throws Exception {
        Path closed = folder.resolve("qnp");
        try (Connection connection = DriverManager.getConnection(url(closed), "sa", "")) {
            connection.createStatement().execute("create table notes (id int)");
        }
        byte[] before = Files.readAllBytes(folder.resolve("qnp.mv.db"));

        EmbeddedFile.findLastCommit(null, folder);

        assertThat(Files.readAllBytes(folder.resolve("qnp.mv.db"))).isEqualTo(before);
    }

    @Test
    void leavesOtherDatabasesAndMissingFilesAlone() throws Exception {
        EmbeddedFile.findLastCommit("jdbc:postgresql://db/qnp", folder);
        EmbeddedFile.findLastCommit(null, folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesAnOpenDatabaseToWhoHasIt() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(folder.resolve("qnp")), "sa", "")) {
            connection.createStatement().execute("create table notes (id int)");

            EmbeddedFile.findLastCommit(null, folder);

            connection.createStatement().execute("insert into notes values (1)");
        }
        assertThat(Files.size(folder.resolve("qnp.mv.db"))).isPositive();
    }

    /** A gateway's database whose process was killed under load, on a machine that had little time for it. */
    private Path killed(String name) throws IOException {
        try (InputStream found =
                new GZIPInputStream(requireNonNull(EmbeddedFileTest.class.getResourceAsStream("killed.mv.db.gz")))) {
            Files.copy(found, folder.resolve(name + ".mv.db"));
        }
        return folder.resolve(name);
    }

    private static String url(Path database) {
        return "jdbc:h2:file:" + database;
    }

    private static int rows(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "sa", "");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from usage_records")) {
            count.next();
            return count.getInt(1);
        }
    }
}
