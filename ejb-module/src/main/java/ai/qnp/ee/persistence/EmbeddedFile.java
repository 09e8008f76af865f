package ai.qnp.ee.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The embedded database's file, when its server was killed. The database looks for its last commit along a chain that
 * begins at the file's header; where the header is behind, it stops too early and forgets commits that are in the file.
 * Searching the whole file finds them.
 */
public final class EmbeddedFile {
    private static final String URL = "jdbc:h2:file:";
    private static final String SUFFIX = ".mv.db";
    private static final int HEADER_BYTES = 4_096;
    private static final String CLOSED_IN_ORDER = "clean:1";
    private static final System.Logger LOG = System.getLogger(EmbeddedFile.class.getName());

    private EmbeddedFile() {}

    /**
     * Makes the last commit the one that the database finds. To be called before anything opens the database; does nothing
     * when it was closed in order, is open, or is not embedded.
     *
     * @param databaseUrl null for the one in the data directory
     */
    public static void findLastCommit(@Nullable String databaseUrl, Path dataDir) throws IOException {
        Path file = file(databaseUrl, dataDir);
        if (file == null || !Files.exists(file) || isClosedInOrder(file)) {
            return;
        }
        try (MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .recoveryMode()
                .autoCommitDisabled()
                .open()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the database was not closed in order; its last commit is number " + store.getCurrentVersion());
        } catch (MVStoreException openOrBroken) {
            // whoever opens it next says what is wrong, better than this could
            LOG.log(System.Logger.Level.DEBUG, "the database's file can't be looked through", openOrBroken);
        }
    }

    private static @Nullable Path file(@Nullable String databaseUrl, Path dataDir) {
        if (databaseUrl == null || databaseUrl.isBlank()) {
            return dataDir.resolve("qnp" + SUFFIX);
        }
        return databaseUrl.startsWith(URL)
                ? Path.of(databaseUrl.substring(URL.length()).split(";", 2)[0] + SUFFIX)
                : null;
    }

    private static boolean isClosedInOrder(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return new String(content.readNBytes(HEADER_BYTES), StandardCharsets.ISO_8859_1).contains(CLOSED_IN_ORDER);
        }
    }
}
