package ai.qnp.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Programs that a developer's machine may lack. Where they are missing a check is not run, and in CI it fails. */
public final class MachineTools {
    private MachineTools() {}

    /** The first of these programs that is on the path. */
    public static Path require(String... names) {
        return List.of(names).stream()
                .flatMap(name -> onPath(name).stream())
                .findFirst()
                .orElseGet(() -> missing(String.join(" or ", names)));
    }

    private static Optional<Path> onPath(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path missing(String what) {
        String message = "Not run: there is no " + what + " on this machine's PATH";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
        throw new IllegalStateException(message);
    }
}
