package ai.qnp.bench.usage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code ./qnp run} on a database, and somebody who looks at its pages. */
final class RunningGateway implements AutoCloseable {
    private static final String TOKEN = "operator-of-the-benchmark";
    private static final int STOP_SECONDS = 60;
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]*value=\"([^\"]*)\"");

    private final Process process;
    private final String root;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private RunningGateway(Process process, String root) {
        this.process = process;
        this.root = root;
    }

    /** Starts it and waits until it is ready. Its folder stays with the database: it keeps what opens its secrets. */
    static RunningGateway on(Database database, Path home) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        "./qnp",
                        "run",
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        home.toAbsolutePath().toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QNP_") || name.endsWith("_API_KEY"));
        builder.environment()
                .putAll(Map.of(
                        "QNP_ADMIN_TOKEN",
                        TOKEN,
                        "QNP_DATABASE_URL",
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                        "QNP_DATABASE_USER",
                        "postgres",
                        "QNP_DATABASE_PASSWORD",
                        "postgres"));
        RunningGateway gateway = new RunningGateway(builder.start(), "http://127.0.0.1:" + port);
        gateway.awaitReady();
        return gateway;
    }

    private void awaitReady() throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("QNP is ready")) {
                // what it says from now on is not read by anybody, and must not fill the pipe
                Thread.ofVirtual().start(() -> drain(said));
                return;
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("the gateway did not start:\n" + all);
    }

    private static void drain(BufferedReader said) {
        try {
            said.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            System.out.println("The gateway has ended.");
        }
    }

    /** As the operator does: by the form of the sign-in page. */
    void signIn() throws IOException, InterruptedException {
        Matcher state = VIEW_STATE.matcher(read("/signin.xhtml"));
        if (!state.find()) {
            throw new IllegalStateException("the sign-in page has no form");
        }
        String form = Map.of(
                        "adminToken",
                        TOKEN,
                        "signInForm_SUBMIT",
                        "1",
                        "signIn",
                        "signIn",
                        "jakarta.faces.ViewState",
                        state.group(1))
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(root + "/signin.xhtml"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        List<String> places = answer.headers().allValues("Location");
        if (places.stream().noneMatch(place -> place.contains("/dashboard/"))) {
            throw new IllegalStateException("not signed in: " + answer.statusCode());
        }
    }

    /** A page, whole. */
    String read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        browser.close();
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
