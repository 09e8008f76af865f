package ai.qnp.ee.files;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.relay.RemoteFiles.Fetched;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicFilesTest {
    private static final int MAX_BYTES = 1000;

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void fetchesAFileWithItsType() {
        serve("/cat", exchange -> answer(exchange, 200, "Image/PNG; q=1", "cat".getBytes(StandardCharsets.UTF_8)));

        Fetched fetched = fetchFrom("127.0.0.0/8", "/cat?size=1");

        assertThat(fetched).isEqualTo(new Fetched.Complete(new FetchedFile("image/png", "Y2F0")));
    }

    @Test
    void neverCallsAnAddressInsideTheNetwork() {
        serve("/cat", exchange -> answer(exchange, 200, "image/png", new byte[1]));

        Fetched fetched = fetchFrom("192.0.2.1", "/cat");

        assertThat(fetched).isEqualTo(new Fetched.Refused("its host is not on the public Internet"));
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/",
                "http://[::1]:1/",
                "http://169.254.169.254/",
                "http://0x7f.1/",
                "http://2130706433/"
            })
    void isNotFooledByOtherSpellings(String address) throws Exception {
        try (PublicFiles files = files("192.0.2.1")) {
            assertThat(files.fetch(address)).isInstanceOf(Fetched.Refused.class);
        }
    }

    @Test
    void followsNoRedirectIntoTheNetwork() {
        serve("/cat", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.2:" + port() + "/inside");
            answer(exchange, 302, "text/plain", new byte[1]);
        });
        serve("/inside", exchange -> answer(exchange, 200, "image/png", new byte[1]));

        Fetched fetched = fetchFrom("127.0.0.1", "/cat");

        assertThat(fetched).isEqualTo(new Fetched.Refused("its host is not on the public Internet"));
        assertThat(calls).hasValue(1);
    }

    @Test
    void takesNoFileAboveTheBound() {
        serve("/cat", exchange -> answer(exchange, 200, "image/png", new byte[MAX_BYTES + 1]));

        assertThat(fetchFrom("127.0.0.1", "/cat")).isEqualTo(new Fetched.Refused("it is larger than 1000 bytes"));
    }

    @Test
    void countsWhatASmallFileUnpacksTo() {
        serve("/cat", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            answer(exchange, 200, "image/png", packed(new byte[1 << 20]));
        });

        assertThat(fetchFrom("127.0.0.1", "/cat")).isEqualTo(new Fetched.Refused("it is larger than 1000 bytes"));
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        serve("/gone", exchange -> answer(exchange, 404, "text/html", new byte[1]));
        serve("/plain", exchange -> answer(exchange, 200, null, new byte[1]));

        assertThat(fetchFrom("127.0.0.1", "/gone"))
                .isEqualTo(new Fetched.Refused("its server answers with status 404"));
        assertThat(fetchFrom("127.0.0.1", "/plain"))
                .isEqualTo(new Fetched.Refused("its server does not say of which type it is"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "http:// /", "file:///etc/passwd", "http://user:secret@127.0.0.1/"})
    void refusesWhatIsNoAddressOfAFile(String address) throws Exception {
        try (PublicFiles files = files("127.0.0.1")) {
            assertThat(files.fetch(address)).isInstanceOf(Fetched.Refused.class);
        }
        assertThat(calls).hasValue(0);
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            calls.incrementAndGet();
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private Fetched fetchFrom(String allowed, String path) {
        try (PublicFiles files = files(allowed)) {
            return files.fetch("http://127.0.0.1:" + port() + path);
        }
    }

    private static PublicFiles files(String allowed) {
        return new PublicFiles(
                new FileSettings(MAX_BYTES, Duration.ofSeconds(30), List.of(AddressRange.parse(allowed))));
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
