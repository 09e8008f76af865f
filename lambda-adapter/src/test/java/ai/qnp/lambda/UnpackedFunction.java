package ai.qnp.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The archive that people deploy, unpacked where Lambda would put it.
 *
 * @param root the function's folder
 * @param entries the names of its files
 */
record UnpackedFunction(Path root, List<String> entries) {
    static final Path ARCHIVE = Path.of(System.getProperty("qnp.function"));

    static UnpackedFunction in(Path folder) throws IOException {
        Path root = folder.resolve("function");
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ARCHIVE), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = root.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy((InputStream) zip, file);
                    Files.setLastModifiedTime(file, entry.getLastModifiedTime());
                    entries.add(entry.getName());
                }
            }
        }
        return new UnpackedFunction(root, List.copyOf(entries));
    }

    /** A process on this function with nothing of the machine's environment that means something to it. */
    ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("QNP_") || name.startsWith("AWS_") || name.endsWith("_API_KEY"));
        builder.environment().putAll(Server.running().environment());
        return builder;
    }
}
