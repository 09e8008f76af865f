package ai.qnp.acceptance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.machine.MachineTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The official SDKs in pinned versions, installed once for each content of their lock file and kept for later runs. */
public final class SdkEnvironment {
    private static final Path SDKS = GatewayProcess.root().resolve("ear/src/test/sdk");

    private SdkEnvironment() {}

    /** A Python that has {@code openai} and {@code langchain_openai}. */
    public static Path python() throws Exception {
        Path tool = MachineTools.require("python3");
        Path folder = folder("python", "requirements.lock");
        if (!isComplete(folder)) {
            run(folder, tool.toString(), "-m", "venv", "venv");
            String requirements = SDKS.resolve("python/requirements.lock").toString();
            run(folder, "venv/bin/python", "-m", "pip", "install", "--quiet", "--requirement", requirements);
            complete(folder);
        }
        return folder.resolve("venv/bin/python");
    }

    /** A folder in which scripts of Node find {@code openai}. */
    public static Path node() throws Exception {
        MachineTools.require("node");
        MachineTools.require("npm");
        Path folder = folder("node", "package-lock.json");
        if (!isComplete(folder)) {
            copy("package.json", folder);
            copy("package-lock.json", folder);
            run(folder, "npm", "ci", "--no-audit", "--no-fund");
            complete(folder);
        }
        return folder;
    }

    private static Path folder(String language, String lock) throws Exception {
        byte[] pinned = Files.readAllBytes(SDKS.resolve(language).resolve(lock));
        String version = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(pinned))
                .substring(0, 12);
        return Files.createDirectories(
                Path.of(System.getProperty("user.home"), ".cache", "qnp", "sdk", language + "-" + version));
    }

    private static boolean isComplete(Path folder) {
        return Files.exists(folder.resolve("complete"));
    }

    private static void complete(Path folder) throws IOException {
        Files.createFile(folder.resolve("complete"));
    }

    private static void copy(String file, Path folder) throws IOException {
        Files.write(
                folder.resolve(file), Files.readAllBytes(SDKS.resolve("node").resolve(file)));
    }

    private static void run(Path folder, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + output)
                .isZero();
    }
}
