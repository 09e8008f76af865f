package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.FakeUpstream;
import ai.qnp.machine.MachineTools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what a newcomer sees first, and what happens when the machine is not as it should be. */
@Tag("once")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class LauncherIT {
    private static final String TOKEN = "operator-token-of-the-launcher-test";

    @TempDir
    private Path folder;

    private static void endsWithOneClearLine(GatewayProcess process, String... words) throws InterruptedException {
        int exit = process.awaitExit();
        assertThat(exit).as(process.output()).isNotZero();
        assertThat(process.lines()).as(process.output()).hasSize(1);
        assertThat(process.output()).contains(words).doesNotContain("Exception", "\tat ");
    }

    @Test
    void printsASetUpLinkAndACurlThatWorksAsPasted() throws Exception {
        // given
        int port = GatewayProcess.freePort();

        // when
        try (GatewayProcess gateway =
                GatewayProcess.start(port, folder.resolve("home"), Map.of()).awaitReady()) {
            String printed = Eventually.get("the whole welcome", gateway::output, text -> text.contains("messages"));

            // then
            assertThat(printed).contains("http://127.0.0.1:" + port + "/setup?token=");
            String answer = paste(curl(printed));
            assertThat(answer).contains("\"chat.completion\"", "demo");
            assertThat(printed).doesNotContain("Exception");
            ownsItsSecretsAlone(gateway.dataDir());
        }
    }

    private static String curl(String printed) {
        Matcher command = Pattern.compile("(?ms)^\\s*(curl .*?[^\\\\])$").matcher(printed);
        assertThat(command.find()).as(printed).isTrue();
        return command.group(1);
    }

    private static String paste(String command) throws Exception {
        MachineTools.require("curl");
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    private static void ownsItsSecretsAlone(Path home) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        for (String secret : List.of("admin-token", "master-key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void runsTwoAtOnceAndLetsARunningStreamFinishWhenOneIsStopped() throws Exception {
        // given
        var goOn = new CountDownLatch(1);
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            upstream.on("slow", Answers.pausing("first", goOn, "second"));
            Map<String, String> environment =
                    Map.of("QNP_ADMIN_TOKEN", TOKEN, "QNP_PROVIDER_CUSTOM_SLOW_BASE_URL", upstream.baseUrl("slow"));

            // when
            try (GatewayProcess one =
                            GatewayProcess.start(GatewayProcess.freePort(), folder.resolve("one"), environment);
                    GatewayProcess other = GatewayProcess.start(
                            GatewayProcess.freePort(), folder.resolve("other"), Map.of("QNP_ADMIN_TOKEN", TOKEN))) {
                one.awaitReady();
                other.awaitReady();
                refusesTheDataFolderOf(one);
                stopsAfterItsStream(one, goOn);

                // then
                other.http().send("GET", "/health/ready", null).expect(200);
            }
        }
    }

    private static void refusesTheDataFolderOf(GatewayProcess running) throws Exception {
        try (GatewayProcess second = GatewayProcess.start(GatewayProcess.freePort(), running.dataDir(), Map.of())) {
            endsWithOneClearLine(second, "already runs", running.dataDir().toString());
        }
        running.http().send("GET", "/health/ready", null).expect(200);
    }

    private static void stopsAfterItsStream(GatewayProcess gateway, CountDownLatch goOn) throws Exception {
        Caller caller = new Manage(gateway.http(), TOKEN).callerOver("slow");
        try (EventStream stream = caller.stream(Caller.askStream("m1"))) {
            assertThat(stream.nextText()).isEqualTo("first");
            gateway.terminate();
            Eventually.get(
                    "no new requests",
                    () -> GatewayProcess.answers(gateway.address()),
                    stillListening -> !stillListening);
            goOn.countDown();
            assertThat(stream.nextText()).isEqualTo("second");
            assertThat(stream.rest()).endsWith(Answers.DONE);
        }
        assertThat(gateway.awaitExit()).as(gateway.output()).isZero();
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                GatewayProcess gateway = GatewayProcess.start(taken.getLocalPort(), folder.resolve("home"), Map.of())) {
            endsWithOneClearLine(gateway, Integer.toString(taken.getLocalPort()), "--port");
            assertThat(folder.resolve("home")).doesNotExist();
        }
    }

    @Test
    void saysThatTheDatabaseIsNotThere() throws Exception {
        String url = "jdbc:postgresql://127.0.0.1:" + GatewayProcess.freePort() + "/qnp";
        try (GatewayProcess gateway = GatewayProcess.start(
                GatewayProcess.freePort(), folder.resolve("home"), Map.of(), "--database-url", url)) {
            endsWithOneClearLine(gateway, "database", "--database-url");
        }
    }

    @Test
    void saysThatTheDatabaseRefusesTheUser() throws Exception {
        try (var postgres = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.start();
                GatewayProcess gateway = GatewayProcess.start(
                        GatewayProcess.freePort(),
                        folder.resolve("home"),
                        Map.of("QNP_DATABASE_USER", "nobody-here", "QNP_DATABASE_PASSWORD", "secret-password-91"),
                        "--database-url",
                        "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres")) {
            endsWithOneClearLine(gateway, "nobody-here");
            assertThat(gateway.output()).doesNotContain("secret-password-91");
        }
    }

    @Test
    void refusesAnotherMasterKeyAndDamagesNothing() throws Exception {
        // given a gateway that has sealed a credential
        Path home = folder.resolve("home");
        var rightKey = Map.of("QNP_ADMIN_TOKEN", TOKEN, "QNP_MASTER_KEY", "A".repeat(43) + "=");
        var wrongKey = Map.of("QNP_ADMIN_TOKEN", TOKEN, "QNP_MASTER_KEY", "B".repeat(42) + "A=");
        String credential;
        try (GatewayProcess gateway =
                GatewayProcess.start(GatewayProcess.freePort(), home, rightKey).awaitReady()) {
            credential = new Manage(gateway.http(), TOKEN)
                    .call("POST", "/credentials", "{\"provider\":\"openai\",\"api_key\":\"sk-sealed-with-a-0001\"}")
                    .expect(201)
                    .json()
                    .path("id")
                    .asString();
        }

        // when
        try (GatewayProcess gateway = GatewayProcess.start(GatewayProcess.freePort(), home, wrongKey)) {
            endsWithOneClearLine(gateway, "master key");
        }

        // then
        try (GatewayProcess gateway =
                GatewayProcess.start(GatewayProcess.freePort(), home, rightKey).awaitReady()) {
            assertThat(new Manage(gateway.http(), TOKEN)
                            .call("GET", "/credentials", null)
                            .expect(200)
                            .body())
                    .contains(credential);
        }
    }

    @Test
    void refusesAMasterKeyThatIsNone() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(
                GatewayProcess.freePort(), folder.resolve("home"), Map.of("QNP_MASTER_KEY", "too short"))) {
            endsWithOneClearLine(gateway, "QNP_MASTER_KEY", "32 random bytes");
            assertThat(gateway.output()).doesNotContain("too short");
        }
    }

    @Test
    void refusesUnknownFlagsAndValues() throws Exception {
        for (List<String> words : List.of(
                List.of("run", "--prot", "1"),
                List.of("run", "--port", "many"),
                List.of("run", "--port", "70000"),
                List.of("run", "--port"),
                List.of("run", "--database-url", "mysql://x"),
                List.of("fly"))) {
            var command = new java.util.ArrayList<>(
                    List.of(GatewayProcess.root().resolve("qnp").toString()));
            command.addAll(words);
            Process process = GatewayProcess.launch(command, Map.of());
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(words + ": " + output).isNotZero();
            assertThat(output.lines()).as(output).hasSize(1);
            assertThat(output).contains("--help");
        }
    }

    @Test
    void explainsItself() throws Exception {
        Process process = GatewayProcess.launch(
                List.of(GatewayProcess.root().resolve("qnp").toString(), "--help"), Map.of());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("run", "test", "bench", "doctor", "--port", "--data-dir", "--database-url");
    }

    @Test
    void examinesTheMachine() throws Exception {
        Process process = GatewayProcess.launch(
                List.of(
                        GatewayProcess.root().resolve("qnp").toString(),
                        "doctor",
                        "--port",
                        Integer.toString(GatewayProcess.freePort()),
                        "--data-dir",
                        folder.resolve("home").toString()),
                Map.of("QNP_PROVIDER_CUSTOM_GONE_BASE_URL", "http://127.0.0.1:" + GatewayProcess.freePort() + "/v1"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isNotZero();
        assertThat(output).contains("JDK", "QNP_PROVIDER_CUSTOM_GONE_BASE_URL");
    }
}
