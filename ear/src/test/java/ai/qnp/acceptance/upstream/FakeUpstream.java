package ai.qnp.acceptance.upstream;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Many providers on one port, told apart by the first segment of the path: {@code /p07/v1/chat/completions} belongs to
 * {@code p07}. One that has no script answers politely.
 */
public final class FakeUpstream implements Closeable {
    private final ServerSocket listener;
    private final @Nullable SSLContext tls;
    private final Map<String, Script> files = new ConcurrentHashMap<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, List<Received>> received = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<Received>> arriving = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private FakeUpstream(@Nullable SSLContext tls) throws IOException {
        this.listener = new ServerSocket(0, 1_000);
        this.tls = tls;
        Thread.ofVirtual().name("fake-upstream").start(this::accept);
    }

    /** Over plain HTTP. */
    public static FakeUpstream plain() throws IOException {
        return new FakeUpstream(null);
    }

    /** Over TLS, with the certificate that the context holds. */
    public static FakeUpstream tls(SSLContext context) throws IOException {
        return new FakeUpstream(context);
    }

    /** The base URL of a provider, with its version path. */
    public String baseUrl(String provider) {
        return baseUrl("127.0.0.1", provider);
    }

    /** The base URL of a provider under another name of this machine. */
    public String baseUrl(String host, String provider) {
        return root(host) + "/" + provider + "/v1";
    }

    private String root(String host) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + listener.getLocalPort();
    }

    /** From now on the provider behaves so. */
    public void on(String provider, Script script) {
        scripts.put(provider, script);
    }

    /** A file of a web server, beside the providers; gives its address. */
    public String file(String path, Script answer) {
        files.put(path, answer);
        return root("127.0.0.1") + path;
    }

    /** What the provider was asked to complete, in order. */
    public List<Received> received(String provider) {
        return List.copyOf(received.getOrDefault(provider, List.of()));
    }

    /** The next completion asked of the provider that no call of this method has given yet. */
    public Received await(String provider) throws InterruptedException {
        Received next = queue(provider).poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The provider " + provider + " was not asked");
        }
        return next;
    }

    private BlockingQueue<Received> queue(String provider) {
        return arriving.computeIfAbsent(provider, id -> new LinkedBlockingQueue<>());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** TLS is a layer of its own, so that a script can cut the wire beneath it without the goodbye that TLS has. */
    private Socket dressed(Socket wire) throws IOException {
        if (tls == null) {
            return wire;
        }
        var dressed = (SSLSocket) tls.getSocketFactory().createSocket(wire, null, wire.getPort(), true);
        dressed.setUseClientMode(false);
        return dressed;
    }

    private void serve(Socket wire) {
        try (wire;
                Socket connection = dressed(wire)) {
            wire.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            int first = in.read();
            while (first >= 0) {
                first = converse(wire, connection, in, first);
            }
        } catch (IOException brokenConnection) {
            // the gateway closed an idle connection, or a script did
        } catch (Exception failedScript) {
            throw new IllegalStateException(failedScript);
        } finally {
            connections.remove(wire);
        }
    }

    /** One request; gives the first byte of the next one, or -1. */
    private int converse(Socket wire, Socket connection, InputStream in, int first) throws Exception {
        var hungUp = new CompletableFuture<Void>();
        Received request = RequestReader.read(in, first, hungUp);
        CompletableFuture<Integer> next = watch(in, hungUp);
        var conversation = new Conversation(wire, connection.getOutputStream(), request);
        String provider = request.path().split("/", 3)[1];
        if (request.method().equals("POST")) {
            received.computeIfAbsent(provider, id -> new CopyOnWriteArrayList<>())
                    .add(request);
            queue(provider).add(request);
            scripts.getOrDefault(provider, Answers.polite()).play(conversation);
        } else {
            files.getOrDefault(request.path(), Answers.modelList()).play(conversation);
        }
        if (!conversation.keepAlive()) {
            return -1;
        }
        conversation.complete();
        return next.join();
    }

    /** Reads on while the answer runs: a well-behaved caller sends nothing, so an end means that it hung up. */
    private static CompletableFuture<Integer> watch(InputStream in, CompletableFuture<Void> hungUp) {
        var next = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> {
            int first = -1;
            try {
                first = in.read();
            } catch (IOException reset) {
                first = -1;
            }
            if (first < 0) {
                hungUp.complete(null);
            }
            next.complete(first);
        });
        return next;
    }

    /** Closes every kept-alive connection, as a provider does that restarts. */
    public void closeConnections() throws IOException {
        for (Socket connection : new ArrayList<>(connections)) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeConnections();
    }
}
