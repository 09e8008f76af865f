package ai.qnp.acceptance.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./qnp run}, running: the very command that users type. */
public final class GatewayProcess implements AutoCloseable {
    /** The client's compiler alone: starts in half the time and is fast enough for tests. */
    public static final String TEST_JVM = "-XX:TieredStopAtLevel=1";

    private static final Pattern SET_UP_LINK = Pattern.compile("http://\\S+/setup\\?token=\\S+");
    private static final int START_SECONDS = 150;
    private static final int STOP_SECONDS = 45;

    private final Process process;
    private final int port;
    private final Path dataDir;
    private final Thread listener;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private GatewayProcess(Process process, int port, Path dataDir) {
        this.process = process;
        this.port = port;
        this.dataDir = dataDir;
        this.listener = Thread.ofVirtual().start(this::listen);
        // a run that is broken off leaves nothing behind
        Runtime.getRuntime().addShutdownHook(new Thread(this::terminate));
    }

    /** Starts a gateway on a port and a data folder, with more flags and environment; does not wait for it. */
    public static GatewayProcess start(int port, Path dataDir, Map<String, String> environment, String... flags)
            throws IOException {
        var command = new ArrayList<>(List.of(
                root().resolve("qnp").toString(),
                "run",
                "--port",
                Integer.toString(port),
                "--data-dir",
                dataDir.toString()));
        command.addAll(List.of(flags));
        return new GatewayProcess(launch(command, environment), port, dataDir);
    }

    /** Runs the launcher with these words; nothing of this machine's own settings reaches it. */
    public static Process launch(List<String> command, Map<String, String> environment) throws IOException {
        declareBuilt();
        var builder = new ProcessBuilder(command).directory(root().toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QNP_") || name.endsWith("_API_KEY"));
        builder.environment().put("JVM_ARGS", TEST_JVM);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The build that runs these tests has just made everything: the launcher must not start another inside it. */
    private static void declareBuilt() throws IOException {
        Path stamp = root().resolve("ear/target/built");
        if (Files.notExists(stamp)) {
            Files.createFile(stamp);
        }
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
    }

    /** The repository's root. */
    public static Path root() {
        return Path.of(System.getProperty("qnp.root")).toAbsolutePath();
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("QNP is ready")) {
                    ready.complete(null);
                }
            }
        } catch (IOException closed) {
            lines.add("(output closed: " + closed.getMessage() + ")");
        } finally {
            ready.completeExceptionally(new AssertionError("The gateway ended before it was ready:\n" + output()));
        }
    }

    /** Waits for the line that says that it is ready. */
    public GatewayProcess awaitReady() throws Exception {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            close();
            throw new AssertionError("Not ready after " + START_SECONDS + " s:\n" + output(), tooLong);
        }
        return this;
    }

    /** Its address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client of it, for a test that has no other. */
    public Http http() {
        return new Http(address());
    }

    /** Whether somebody takes connections there. */
    public static boolean answers(URI address) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Its data folder. */
    public Path dataDir() {
        return dataDir;
    }

    /** The launcher's process; the server is among its descendants, or it. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it printed so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What it printed so far, as one text. */
    public String output() {
        return String.join("\n", lines);
    }

    /** The link that its first start prints, a moment after it is ready. */
    public String setUpLink() {
        return Eventually.get("the set-up link", () -> SET_UP_LINK.matcher(output()), Matcher::find)
                .group();
    }

    /** What Ctrl-C and service managers do. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end, and for the last it has to say. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Still running:\n" + output());
        }
        listener.join();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        List<ProcessHandle> family = process.descendants().toList();
        terminate();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            family.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
