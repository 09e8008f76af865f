package ai.qnp.acceptance.server;

import ai.qnp.acceptance.upstream.FakeUpstream;
import com.microsoft.playwright.Page;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One gateway for the whole run, with every provider it needs played by fakes. Tests stay apart by taking providers and
 * keys of their own from it.
 */
public final class Gateway implements AutoCloseable {
    /** The operator's token. */
    public static final String ADMIN_TOKEN = "operator-token-for-tests-7d1f";
    /** The platform's credential at OpenAI. */
    public static final String OPENAI_SECRET = "sk-platform-secret-openai-51c2";
    /** The platform's credential at Anthropic. */
    public static final String ANTHROPIC_SECRET = "sk-ant-platform-secret-9b3e";
    /** The other vendors; their credentials are {@link #secretOf}. */
    public static final List<String> VENDORS =
            List.of("google", "deepseek", "groq", "mistral", "together", "perplexity", "cohere");
    /** The largest body that is read. */
    public static final int MAX_REQUEST_BYTES = 262_144;

    /** A name that leads to this machine, which accounts may not call. */
    public static final String INSIDE = "inside.example";

    /** A name that leads to an address that accounts may call. */
    public static final String ALLOWED = "allowed.example";

    /** A provider that always answers and that no test gives a script. */
    public static final String POLITE = "polite";

    /** A provider whose breaker opens after two failures, for half a second. */
    public static final String FRAGILE = "fragile";

    /** The largest whole answer, or event, that is taken from a provider. */
    public static final int MAX_ANSWER_BYTES = 8 << 20;

    /** A provider that takes one call at a time. */
    public static final String NARROW = "narrow";

    /** A provider of which answers are expected within a third of a second, and no silence longer than that. */
    public static final String HASTY = "hasty";

    private static final int PROVIDERS = 400;
    private static final int TLS_PROVIDERS = 24;

    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger takenOverTls = new AtomicInteger();
    private final Path folder = Files.createTempDirectory("qnp-acceptance");
    private final FakeUpstream upstream = FakeUpstream.plain();
    private final TestCertificates certificates;
    private final FakeUpstream trusted;
    private final FakeUpstream misnamed;
    private final FakeUpstream stranger;
    private final int deadPort = GatewayProcess.freePort();
    private final @Nullable EmbeddedPostgres postgres;
    private final GatewayProcess process;
    private final Http http;

    /** Starts everything. */
    public Gateway() throws Exception {
        certificates = TestCertificates.make(Files.createDirectory(folder.resolve("certificates")));
        trusted = FakeUpstream.tls(certificates.good());
        misnamed = FakeUpstream.tls(certificates.forAnotherHost());
        stranger = FakeUpstream.tls(certificates.signedByNobody());
        postgres = onPostgres() ? EmbeddedPostgres.start() : null;
        process = GatewayProcess.start(GatewayProcess.freePort(), folder.resolve("home"), environment())
                .awaitReady();
        http = new Http(process.address());
    }

    /** Whether this run is the one on PostgreSQL. */
    public static boolean onPostgres() {
        return System.getProperty("qnp.test.database", "h2").equals("postgresql");
    }

    private Map<String, String> environment() throws Exception {
        var environment = new HashMap<String, String>();
        environment.put(
                "JVM_ARGS",
                GatewayProcess.TEST_JVM + " -Djavax.net.ssl.trustStore=" + certificates.trustStore()
                        + " -Djdk.net.hosts.file=" + hosts());
        environment.put("QNP_CREDENTIALS_ALLOW_BASE_URL", "true");
        environment.put("QNP_CREDENTIALS_ALLOWED_ADDRESSES", "127.0.0.3");
        environment.put("QNP_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("QNP_MAX_REQUEST_BYTES", Integer.toString(MAX_REQUEST_BYTES));
        environment.put("OPENAI_API_KEY", OPENAI_SECRET);
        environment.put("QNP_PROVIDER_OPENAI_BASE_URL", upstream.baseUrl("openai"));
        environment.put("QNP_PROVIDER_ANTHROPIC_API_KEY", ANTHROPIC_SECRET);
        environment.put("QNP_PROVIDER_ANTHROPIC_BASE_URL", upstream.baseUrl("anthropic"));
        for (String vendor : VENDORS) {
            String name = "QNP_PROVIDER_" + vendor.toUpperCase(Locale.ROOT);
            environment.put(name + "_API_KEY", secretOf(vendor));
            environment.put(name + "_BASE_URL", upstream.baseUrl(vendor));
        }
        environment.put("QNP_FILES_ALLOWED_ADDRESSES", "127.0.0.1");
        environment.put("QNP_STREAM_KEEP_ALIVE_MS", "500");
        environment.put("QNP_UPSTREAM_MAX_ANSWER_BYTES", Integer.toString(MAX_ANSWER_BYTES));
        for (int i = 0; i < PROVIDERS; i++) {
            custom(environment, id(i), upstream.baseUrl(id(i)));
        }
        for (int i = 0; i < TLS_PROVIDERS; i++) {
            custom(environment, tlsId(i), trusted.baseUrl("localhost", tlsId(i)));
        }
        custom(environment, "trusted", trusted.baseUrl("localhost", "trusted"));
        custom(environment, "misnamed", misnamed.baseUrl("localhost", "misnamed"));
        custom(environment, "stranger", stranger.baseUrl("localhost", "stranger"));
        custom(environment, POLITE, upstream.baseUrl(POLITE));
        custom(environment, FRAGILE, upstream.baseUrl(FRAGILE));
        environment.put("QNP_PROVIDER_FRAGILE_BREAKER_FAILURES", "2");
        environment.put("QNP_PROVIDER_FRAGILE_BREAKER_DELAY_MS", "500");
        custom(environment, NARROW, upstream.baseUrl(NARROW));
        environment.put("QNP_PROVIDER_NARROW_MAX_CONCURRENT", "1");
        custom(environment, HASTY, upstream.baseUrl(HASTY));
        environment.put("QNP_PROVIDER_HASTY_TIMEOUT_FIRST_BYTE_MS", "300");
        environment.put("QNP_PROVIDER_HASTY_TIMEOUT_IDLE_MS", "300");
        environment.put("QNP_PROVIDER_HASTY_BREAKER_FAILURES", "0");
        custom(environment, "dead", "http://127.0.0.1:" + deadPort + "/v1");
        if (postgres != null) {
            environment.put("QNP_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
            environment.put("QNP_DATABASE_USER", "postgres");
            environment.put("QNP_DATABASE_PASSWORD", "postgres");
        }
        return environment;
    }

    /** All names that this gateway can look up. */
    private Path hosts() throws Exception {
        return Files.writeString(
                folder.resolve("hosts"),
                "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n127.0.0.1 " + INSIDE
                        + "\n127.0.0.3 " + ALLOWED + "\n");
    }

    private static void custom(Map<String, String> environment, String id, String baseUrl) {
        String name = "QNP_PROVIDER_CUSTOM_" + id.toUpperCase(Locale.ROOT);
        environment.put(name + "_BASE_URL", baseUrl);
        environment.put(name + "_API_KEY", secretOf(id));
    }

    private static String id(int number) {
        return "p%03d".formatted(number);
    }

    private static String tlsId(int number) {
        return "s%02d".formatted(number);
    }

    /** The platform's credential at one of the named providers. */
    public static String secretOf(String provider) {
        return "secret-of-" + provider + "-c41d";
    }

    /** A provider that no other test uses or used. */
    public String provider() {
        int number = taken.getAndIncrement();
        if (number >= PROVIDERS) {
            throw new IllegalStateException("More tests than providers: raise their number");
        }
        return id(number);
    }

    /** A provider that no other test uses or used, reached over TLS; its fake is {@link #trusted}. */
    public String tlsProvider() {
        int number = takenOverTls.getAndIncrement();
        if (number >= TLS_PROVIDERS) {
            throw new IllegalStateException("More tests than providers over TLS: raise their number");
        }
        return tlsId(number);
    }

    /** The fake behind all providers that are reached in clear. */
    public FakeUpstream upstream() {
        return upstream;
    }

    /** The fake behind {@code trusted} and all other providers that are reached over TLS. */
    public FakeUpstream trusted() {
        return trusted;
    }

    /** The fake behind {@code misnamed}. */
    public FakeUpstream misnamed() {
        return misnamed;
    }

    /** The fake behind {@code stranger}. */
    public FakeUpstream stranger() {
        return stranger;
    }

    /** A client. */
    public Http http() {
        return http;
    }

    /** The operator. */
    public Manage manage() {
        return new Manage(http, ADMIN_TOKEN);
    }

    /** Signs the operator in to the dashboard by his token. */
    public void signInOperator(Page page) {
        page.navigate(http.root() + "/signin.xhtml");
        page.locator("#adminToken").fill(ADMIN_TOKEN);
        page.locator("#signIn").click();
        page.waitForURL("**/dashboard/overview.xhtml");
    }

    /** A key that goes over these providers, in order, and back to the first when that is all. */
    public Caller callerOver(String... providers) {
        return manage().callerOver(providers);
    }

    /** The running gateway. */
    public GatewayProcess process() {
        return process;
    }

    /** The database server, when this run has one. */
    public @Nullable EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() throws Exception {
        http.close();
        process.close();
        for (FakeUpstream one : new FakeUpstream[] {upstream, trusted, misnamed, stranger}) {
            one.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        TemporaryFolders.delete(folder);
    }
}
