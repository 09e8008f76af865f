package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.KeySettings;
import ai.qnp.lambda.runtime.LambdaAnswer;
import ai.qnp.lambda.runtime.RuntimeApiServer;
import ai.qnp.lambda.upstream.FakeUpstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive started by its {@code bootstrap}, on one processor where the machine lets us choose. Prints times. */
@Timeout(60)
class ColdStartIT {
    private static final Path ONE_PROCESSOR = Path.of("/usr/bin/taskset");

    private static final String EVENT = """
            {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
            "delta":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}""";

    @TempDir
    private Path folder;

    private final FakeUpstream upstream = FakeUpstream.start().answering(FakeUpstream.events(EVENT));
    private final String key = Server.running().key(KeySettings.named("cold"));

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void streamsFromACallToAProviderInAProcessThatHasNothingElse() throws Exception {
        ProcessBuilder bootstrap = bootstrap(UnpackedFunction.in(folder));

        streams("without a cache", bootstrap);
    }

    @Test
    void streamsWithTheCacheOfClassesThatAnEarlierRunMade() throws Exception {
        ProcessBuilder bootstrap = bootstrap(UnpackedFunction.in(folder));
        Path cache = folder.resolve("qnp.aot");
        bootstrap.environment().put("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache);
        streams("while it makes a cache", bootstrap);
        bootstrap.environment().remove("JAVA_TOOL_OPTIONS");
        bootstrap.environment().put("QNP_AOT_CACHE", cache.toString());

        streams("with that cache", bootstrap);

        assertThat(cache).isNotEmptyFile();
    }

    private void streams(String how, ProcessBuilder bootstrap) throws Exception {
        byte[] event = Event.named("chat-stream", key).bytes();
        RuntimeApiServer lambda = RuntimeApiServer.start();
        bootstrap.environment().put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        LambdaAnswer cold = lambda.invoke(event, Instant.now().plus(Duration.ofMinutes(5)));
        long begun = System.nanoTime();
        Process process = bootstrap.start();
        try {
            assertThat(cold.piece()).startsWith("data: {");
            long first = System.nanoTime();
            assertThat(cold.body()).endsWith("data: [DONE]\n\n");
            Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
            long asked = System.nanoTime();
            LambdaAnswer warm = lambda.invoke(event, Instant.now().plus(Duration.ofMinutes(5)));
            warm.piece();
            long second = System.nanoTime();

            assertThat(warm.body()).endsWith("data: [DONE]\n\n");
            System.out.printf(
                    "Cold start %s: first event after %d ms (processor %d ms), %d MB; the next event's %d ms%n",
                    how, millis(first - begun), cpu.toMillis(), residentMegabytes(process), millis(second - asked));
        } finally {
            process.destroy();
            process.waitFor();
            lambda.close();
        }
    }

    private ProcessBuilder bootstrap(UnpackedFunction function) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(ONE_PROCESSOR)) {
            command.addAll(List.of(ONE_PROCESSOR.toString(), "-c", "0"));
        }
        command.addAll(List.of("/bin/sh", "bootstrap"));
        ProcessBuilder builder = function.process(command).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LAMBDA_TASK_ROOT", function.root().toString());
        builder.environment().put("OPENAI_API_KEY", "sk-upstream");
        builder.environment()
                .put("QNP_PROVIDER_OPENAI_BASE_URL", upstream.baseUrl().toString());
        return builder;
    }

    private static long residentMegabytes(Process process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
