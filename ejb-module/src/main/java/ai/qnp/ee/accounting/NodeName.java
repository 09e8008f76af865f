package ai.qnp.ee.accounting;

import ai.qnp.core.access.Randomness;
import ai.qnp.ee.vault.PrivateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this start of the server is called among the nodes: the installation's name, kept in its data directory, and
 * something of its own. While it runs it locks the directory, so that whatever else bore the installation's name is known
 * to have ended.
 */
public final class NodeName implements AutoCloseable {
    private static final int INSTALLATION_BYTES = 8;
    private static final int START_BYTES = 4;

    private final String installation;
    private final String start;
    private final @Nullable FileChannel lock;

    private NodeName(String installation, String start, @Nullable FileChannel lock) {
        this.installation = installation;
        this.start = start;
        this.lock = lock;
    }

    /** For a server with a data directory. */
    public static NodeName in(Path dataDir, Randomness randomness) throws IOException {
        PrivateFile file = new PrivateFile(dataDir.resolve("node-id"));
        String installation = file.read();
        if (installation == null || installation.isEmpty()) {
            installation = text(randomness, INSTALLATION_BYTES);
            file.write(installation + "\n");
        }
        FileChannel lock = lock(dataDir.resolve("node-id.lock"));
        // two servers on one directory: the second must not take the first for dead
        return lock == null ? passing(randomness) : new NodeName(installation, text(randomness, START_BYTES), lock);
    }

    /** For a process that keeps nothing. */
    public static NodeName passing(Randomness randomness) {
        return new NodeName(text(randomness, INSTALLATION_BYTES), text(randomness, START_BYTES), null);
    }

    private static @Nullable FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException lockedByThisProcess) {
            channel.close();
            return null;
        }
        channel.close();
        return null;
    }

    private static String text(Randomness randomness, int bytes) {
        return HexFormat.of().formatHex(randomness.bytes(bytes));
    }

    /** The node's id. */
    public String id() {
        return installation + "-" + start;
    }

    /** Which ids belong to starts of this installation, other than this one, that must have ended. */
    public Predicate<String> earlierStarts() {
        return other -> lock != null && other.startsWith(installation + "-") && !other.equals(id());
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }
}
