package ai.qnp.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to the database that can be cut and mended, on one port all the while. */
final class PortForward implements AutoCloseable {
    private final int target;
    private final int port;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    PortForward(int target) throws IOException {
        this.target = target;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Lets connections through. */
    void mend() throws IOException {
        ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        open.add(listener);
        Thread.ofVirtual().start(() -> accept(listener));
    }

    /** Breaks those that stand and takes no new ones. */
    void cut() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        open.clear();
    }

    private void accept(ServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, server));
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            } catch (IOException closed) {
                // cut: the loop ends with its listener
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // the other direction ends with it
        }
    }

    @Override
    public void close() throws Exception {
        cut();
    }
}
