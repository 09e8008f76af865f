package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.KeySettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that people deploy: it holds all that the function needs and nothing else. */
class FunctionArchiveIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("qnp.function"));

    /** Lambda takes up to 50 MB in a direct upload. */
    private static final long MAX_BYTES = 50_000_000;

    @TempDir
    private Path folder;

    @Test
    void holdsClassesAtItsRootAndLibrariesInLib() throws IOException {
        List<String> entries = unpack();

        assertThat(entries)
                .contains("ai/qnp/lambda/FunctionUrlHandler.class")
                .allSatisfy(entry -> assertThat(entry).matches("(ai/qnp/lambda/.+|lib/[^/]+\\.jar|META-INF/.*)"));
        assertThat(Files.size(ARCHIVE)).isLessThan(MAX_BYTES);
    }

    @Test
    void holdsNothingOfTheServerOrTheTests() throws IOException {
        assertThat(unpack())
                .noneMatch(
                        entry -> entry.matches(".*(-tests|/h2-|primefaces|liberty|jakartaee|junit|assertj|jtokkit).*"))
                .noneMatch(entry -> entry.endsWith("Test.class"));
    }

    @Test
    void answersInAProcessThatHasNothingElse() throws Exception {
        unpack();
        String key = Server.running().key(KeySettings.named("archive"));
        Event event = Event.named("chat-json", key)
                .withBody("{\"model\":\"demo/demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", false);

        Answered answer = Answered.read(run(event.bytes()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("x-qnp-provider", "demo");
        assertThat(Server.running().usage(answer.requestId())).containsEntry("status", 200);
    }

    /** With the flags that Lambda's Java runtime has by default. */
    private byte[] run(byte[] event) throws Exception {
        Path errors = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+TieredCompilation",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder.resolve("function")
                                + File.pathSeparator
                                + folder.resolve("function/lib/*")
                                + File.pathSeparator
                                + invocation(),
                        Invocation.class.getName(),
                        "ai.qnp.lambda.FunctionUrlHandler")
                .redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("QNP_") || name.endsWith("_API_KEY"));
        builder.environment().putAll(Server.running().environment());
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(event);
        }
        byte[] answer = process.getInputStream().readAllBytes();
        process.waitFor();
        System.out.println("The function in a JVM of its own: " + Files.readString(errors));
        return answer;
    }

    private Path invocation() throws IOException {
        Path root = folder.resolve("invocation");
        Path target = root.resolve("ai/qnp/lambda/Invocation.class");
        Files.createDirectories(target.getParent());
        try (InputStream compiled = Invocation.class.getResourceAsStream("Invocation.class")) {
            Files.write(target, compiled.readAllBytes());
        }
        return root;
    }

    private List<String> unpack() throws IOException {
        Path root = folder.resolve("function");
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ARCHIVE), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = root.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.write(file, zip.readAllBytes());
                    entries.add(entry.getName());
                }
            }
        }
        return entries;
    }
}
