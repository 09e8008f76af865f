package ai.qnp.ee.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small text file that only its owner may read. */
public final class PrivateFile {
    private final Path path;

    /** A file that may not exist yet, nor its folder. */
    public PrivateFile(Path path) {
        this.path = path;
    }

    /** Where it stands. */
    public Path path() {
        return path;
    }

    /** Its text without surrounding white space, or null when there is no such file. */
    public @Nullable String read() throws IOException {
        return Files.exists(path) ? Files.readString(path).strip() : null;
    }

    /** Writes it whole or not at all, mode 0600 from the first moment, with the folder it stands in. */
    public void write(String text) throws IOException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file stands in a folder");
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "." + path.getFileName(), ".tmp", ownerOnly(folder));
        try {
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Elsewhere than on POSIX file systems a user's own folder is what protects the file. */
    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
