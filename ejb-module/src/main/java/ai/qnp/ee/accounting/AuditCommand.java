package ai.qnp.ee.accounting;

import ai.qnp.ee.persistence.EmbeddedFile;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./qnp audit}: proves the books of the database that the environment names, or has the running server do it where
 * the database lets nobody else in. Ends with 0 when they hold, 1 when not, 2 when they can't be looked at.
 */
public final class AuditCommand {
    private static final int DATABASE_IN_USE = 90020;
    private static final int OK = 200;

    private AuditCommand() {}

    /** Runs it, with the settings that the launcher exports. */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            String dataDir = environment.get("QNP_DATA_DIR");
            if (dataDir != null) {
                EmbeddedFile.findLastCommit(environment.get("QNP_DATABASE_URL"), Path.of(dataDir));
            }
            List<LedgerAudit.Proof> proofs = new LedgerAudit(() -> DriverManager.getConnection(
                            environment.get("QNP_DATABASE_URL"),
                            environment.get("QNP_DATABASE_USER"),
                            environment.get("QNP_DATABASE_PASSWORD")))
                    .run();
            out.println(LedgerAudit.words(proofs));
            if (isSomethingInAJournal(environment.get("QNP_DATA_DIR"))) {
                out.println(
                        "note: records of the last moments before the server ended are in its journal; the next start"
                                + " brings them into the database.");
            }
            return proofs.stream().allMatch(LedgerAudit.Proof::holds) ? 0 : 1;
        } catch (SQLException unable) {
            if (unable.getErrorCode() == DATABASE_IN_USE) {
                return ask(environment, out, err);
            }
            err.println("qnp: the database can't be audited: " + unable.getMessage());
            return 2;
        } catch (IOException unreadable) {
            err.println("qnp: the database can't be audited: " + unreadable);
            return 2;
        }
    }

    private static boolean isSomethingInAJournal(@Nullable String dataDir) {
        return dataDir != null
                && Stream.of("journal-1", "journal-2", "outage-journal")
                        .map(name -> Path.of(dataDir, name).toFile().length())
                        .anyMatch(length -> length > 0);
    }

    private static int ask(Map<String, String> environment, PrintStream out, PrintStream err)
            throws InterruptedException {
        String server = "http://" + environment.getOrDefault("QNP_REACH", "127.0.0.1") + ":"
                + environment.getOrDefault("QNP_PORT", "9080");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server + "/manage/v1/ledger/audit"))
                            .header("Authorization", "Bearer " + token(environment))
                            .header("Accept", "text/plain")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                err.println("qnp: the server at " + server + " answers " + answer.statusCode() + ": " + answer.body());
                return 2;
            }
            out.println(answer.body().stripTrailing());
            return answer.body().contains("WRONG") ? 1 : 0;
        } catch (IOException away) {
            err.println("qnp: another program uses the embedded database, and no gateway answers at " + server
                    + ". Name its port with --port.");
            return 2;
        }
    }

    private static String token(Map<String, String> environment) throws IOException {
        @Nullable String set = environment.get("QNP_ADMIN_TOKEN");
        return set == null || set.isBlank()
                ? Files.readString(Path.of(Objects.requireNonNull(environment.get("QNP_DATA_DIR")), "admin-token"))
                        .strip()
                : set.strip();
    }
}
