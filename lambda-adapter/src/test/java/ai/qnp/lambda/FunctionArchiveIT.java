package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.KeySettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that people deploy: it holds all that the function needs and nothing else. */
class FunctionArchiveIT {
    /** Lambda takes up to 50 MB in a direct upload. */
    private static final long MAX_BYTES = 50_000_000;

    @TempDir
    private Path folder;

    @Test
    void holdsItsStarterAndLibraries() throws IOException {
        List<String> entries = UnpackedFunction.in(folder).entries();

        assertThat(entries)
                .contains("bootstrap")
                .anyMatch(entry -> entry.startsWith("lib/lambda-adapter-"))
                .allSatisfy(entry -> assertThat(entry).matches("bootstrap|lib/[^/]+\\.jar"));
        assertThat(Files.size(UnpackedFunction.ARCHIVE)).isLessThan(MAX_BYTES);
    }

    @Test
    void holdsNothingOfTheServerOrTheTests() throws IOException {
        assertThat(UnpackedFunction.in(folder).entries())
                .noneMatch(entry ->
                        entry.matches(".*(-tests|/h2-|primefaces|liberty|jakartaee|junit|assertj|jtokkit|stripe).*"))
                .noneMatch(entry -> entry.endsWith("Test.class"));
    }

    @Test
    void answersInAProcessThatHasNothingElse() throws Exception {
        UnpackedFunction function = UnpackedFunction.in(folder);
        String key = Server.running().key(KeySettings.named("archive"));
        Event event = Event.named("chat-json", key)
                .withBody("{\"model\":\"demo/demo\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", false);

        Answered answer = Answered.read(run(function, event.bytes()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("x-qnp-provider", "demo");
        assertThat(Server.running().usage(answer.requestId())).containsEntry("status", 200);
    }

    /** With the flags that Lambda's Java runtime has by default. */
    private byte[] run(UnpackedFunction function, byte[] event) throws Exception {
        Path errors = folder.resolve("stderr");
        Process process = function.process(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+TieredCompilation",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        function.root().resolve("lib/*") + File.pathSeparator + invocation(),
                        Invocation.class.getName(),
                        "ai.qnp.lambda.FunctionUrlHandler"))
                .redirectError(errors.toFile())
                .start();
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
}
