package ai.qnp.ee.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The two calls of Stripe's API that are used, over HTTP; keeps what it was asked. */
public final class FakeStripe implements AutoCloseable {
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    /**
     * One call.
     *
     * @param form the fields of its body
     */
    public record Asked(String path, String authorization, Map<String, String> form) {}

    /** Starts it. */
    public FakeStripe() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/checkout/sessions", call -> answer(call, "checkout.session", "https://pay.example.com/cs_1"));
        server.createContext(
                "/v1/billing_portal/sessions",
                call -> answer(call, "billing_portal.session", "https://pay.example.com/bps_1"));
        server.start();
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses whatever comes. */
    public void refuseWith(int newStatus) {
        status = newStatus;
    }

    /** The newest call. */
    public Asked last() {
        return asked.getLast();
    }

    private void answer(HttpExchange call, String object, String url) throws IOException {
        String form = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                call.getRequestURI().getPath(), call.getRequestHeaders().getFirst("Authorization"), fields(form)));
        String body = status == 200
                ? "{\"id\":\"one\",\"object\":\"" + object + "\",\"url\":\"" + url + "\"}"
                : "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No such price\"}}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length);
        try (call) {
            call.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new TreeMap<>();
        Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .forEach(field -> fields.put(decoded(field[0]), decoded(field[1])));
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
