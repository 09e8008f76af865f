package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StartFailureTest {
    @Test
    void tellsWhatTheDatabaseSaidInOneLine() {
        SQLException driver = new SQLException(
                "Connection to db:5432 refused.\nmore DSRA0010E: x",
                "08001",
                new ConnectException("Connection refused"));
        RuntimeException wrapped =
                new IllegalStateException("start", new SQLException("wrapped by the server", driver));

        assertThat(StartFailure.line(wrapped))
                .isEqualTo("The database can't be used: Connection to db:5432 refused. Check QNP_DATABASE_URL,"
                        + " QNP_DATABASE_USER and QNP_DATABASE_PASSWORD.");
    }

    @Test
    void cutsTheServersOwnCodesOff() {
        assertThat(StartFailure.line(new SQLException("Refused. DSRA0010E: SQL State = 08001, Error Code = 0")))
                .startsWith("The database can't be used: Refused. Check");
    }

    @Test
    void tellsThatTheDataDirIsNotWritable() {
        assertThat(StartFailure.line(new IllegalStateException(new AccessDeniedException("/data/master-key"))))
                .isEqualTo("The data dir can't be used: /data/master-key. Check QNP_DATA_DIR.");
    }

    @Test
    void saysNothingAboutABug() {
        assertThat(StartFailure.line(new IllegalStateException("a bug"))).isNull();
    }
}
