package ai.qnp.ee.payments;

import ai.qnp.machine.MachineTools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stripe's own stand-in for its API, which refuses what the API's description does not know and gives answers of the right
 * shape. It keeps nothing.
 */
final class StripeMock implements AutoCloseable {
    private static final String MODULE = "github.com/stripe/stripe-mock@v0.203.0";
    private static final Path FOLDER = Path.of("target", "stripe-mock").toAbsolutePath();

    private final Process process;
    private final int port;

    private StripeMock(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Compiles it where that was not done yet, starts it, and waits until it takes connections. */
    static StripeMock start() throws IOException, InterruptedException {
        Path program = FOLDER.resolve("stripe-mock");
        if (!Files.isExecutable(program)) {
            compile();
        }
        int port = freePort();
        Process process = new ProcessBuilder(program.toString(), "-http-port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("log").toFile())
                .start();
        StripeMock mock = new StripeMock(process, port);
        mock.awaitListening();
        return mock;
    }

    private static void compile() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        ProcessBuilder compiler = new ProcessBuilder(MachineTools.require("go").toString(), "install", MODULE)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("compiler").toFile());
        compiler.environment().put("GOBIN", FOLDER.toString());
        if (compiler.start().waitFor() != 0) {
            throw new IllegalStateException(
                    "stripe-mock can't be compiled: " + Files.readString(FOLDER.resolve("compiler")));
        }
    }

    private void awaitListening() throws IOException {
        while (!isListening()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("stripe-mock ended: " + Files.readString(FOLDER.resolve("log")));
            }
            Thread.onSpinWait();
        }
    }

    private boolean isListening() {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
