package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.ACCESS;
import static ai.qnp.ee.settings.Topic.DATABASE;
import static ai.qnp.ee.settings.Topic.MONEY;
import static ai.qnp.ee.settings.Topic.REQUESTS;
import static ai.qnp.ee.settings.Topic.START;
import static ai.qnp.ee.settings.Topic.TIME;
import static ai.qnp.ee.settings.Topic.UPSTREAM;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.secret;
import static ai.qnp.ee.settings.ValueType.text;
import static ai.qnp.ee.settings.ValueType.wholeNumber;
import static ai.qnp.ee.settings.ValueType.word;
import static ai.qnp.ee.settings.ValueType.yesOrNo;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** The settings of the server. Those of providers are in {@link ProviderSettingNames}. */
public final class Settings {
    private static final int DAY_MS = 86_400_000;
    private static final int GIB = 1 << 30;

    public static final Setting<Integer> PORT =
            Setting.of("qnp.port", START, wholeNumber(1, 65_535), "9080", "The port. Flag: `--port`.");

    public static final Setting<String> HOST = Setting.of(
            "qnp.host",
            START,
            text("an address of this machine"),
            "127.0.0.1",
            "The address to listen on; `0.0.0.0` makes the server reachable from other machines. Flag: `--host`.");

    public static final Setting<Path> DATA_DIR = Setting.optional(
            "qnp.data-dir",
            START,
            ValueType.directory(),
            "`~/.qnp`",
            "Where everything of this gateway is kept: the embedded database, generated secrets, logs, `qnp.properties`."
                    + " Flag: `--data-dir`.");

    public static final Setting<Duration> DRAIN = Setting.of(
            "qnp.drain-seconds",
            START,
            ValueType.seconds(0, 30),
            "30",
            "How long requests that run may go on when the server is told to stop. Then they are ended: a stream with an"
                    + " error event, any other with 503. 30 is the most that Open Liberty allows, and ends them after 28.");

    public static final Setting<Duration> START_LIMIT = Setting.of(
            "qnp.start-seconds",
            START,
            ValueType.seconds(1, 3_600),
            "300",
            "How long `./qnp run` waits for the server to be ready before it gives up.");

    public static final Setting<String> DATABASE_URL = Setting.optional(
            "qnp.database-url",
            DATABASE,
            text("a JDBC address, `jdbc:postgresql://host:5432/name`"),
            "an embedded database in the data directory",
            "Which database to use. More than one server on the same data needs PostgreSQL. Flag: `--database-url`.");

    public static final Setting<String> DATABASE_USER = Setting.optional(
            "qnp.database-user", DATABASE, text("a name"), "who starts the server", "The user in PostgreSQL.");

    public static final Setting<Secret> DATABASE_PASSWORD =
            Setting.optional("qnp.database-password", DATABASE, secret("a password"), "none", "The user's password.");

    public static final Setting<Secret> ADMIN_TOKEN = Setting.optional(
            "qnp.admin-token",
            ACCESS,
            secret("a text that nobody can guess"),
            "generated into `admin-token` in the data directory",
            "The operator's token for `/manage/v1` and for signing in to the dashboard.");

    public static final Setting<Secret> MASTER_KEY = Setting.optional(
            "qnp.master-key",
            ACCESS,
            secret("32 random bytes in base64, as `openssl rand -base64 32` prints them"),
            "generated into `master-key` in the data directory",
            "Seals the providers' keys that are stored in the database. Keep a copy apart from the database: without it"
                    + " they are lost. All servers on one database need the same one.");

    public static final Setting<URI> PUBLIC_URL = Setting.optional(
            "qnp.public-url",
            START,
            ValueType.address(),
            "`http://HOST:PORT`",
            "How callers and browsers reach this server, for links and session cookies: with a proxy in front, the proxy's"
                    + " `https://` address.");

    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.optional(
            "qnp.trusted-proxies",
            ACCESS,
            ValueType.addressRanges(),
            "none",
            "Whose `X-Forwarded-For` counts. Without it, the address that connects is taken for the caller's, also where it"
                    + " is checked against a key's `allowed_ips`.");

    public static final Setting<Boolean> ACCOUNTS_MAY_SET_BASE_URL = Setting.of(
            "qnp.credentials.allow-base-url",
            ACCESS,
            yesOrNo(),
            "false",
            "Whether accounts other than the operator's may give a credential a `base_url`, and so make this server call"
                    + " an address of their choice.");

    public static final Setting<List<AddressRange>> ACCOUNT_ADDRESSES = Setting.optional(
            "qnp.credentials.allowed-addresses",
            ACCESS,
            ValueType.addressRanges(),
            "public addresses only",
            "Addresses inside your network that such a `base_url` may lead to, too. The operator's own credentials and"
                    + " providers may lead anywhere.");

    public static final Setting<Integer> MAX_REQUEST_BYTES = Setting.of(
            "qnp.max-request-bytes",
            START,
            wholeNumber(1, GIB),
            "33554432",
            "The largest request body. A larger one is answered with 413 `request_too_large`.");

    public static final Setting<Duration> STORAGE_AWAY = Setting.of(
            "qnp.storage.away-seconds",
            REQUESTS,
            ValueType.seconds(0, 3_600),
            "60",
            "How long keys that were used lately go on working while the database is away, as they were seen last. A key that"
                    + " is revoked meanwhile stops then at the latest.");

    public static final Setting<Integer> JOURNAL_BYTES = Setting.of(
            "qnp.storage.journal-bytes",
            REQUESTS,
            wholeNumber(0, GIB),
            "67108864",
            "How much of the disk usage records may take while the database is away, and, with the embedded database, on their"
                    + " way there. When that is full, answers are withheld (503 `storage_unavailable`) until it is back."
                    + " 0 switches the files off.");

    public static final Setting<Duration> WAIT_FOR_FUNDS = Setting.of(
            "qnp.billing.wait-ms",
            MONEY,
            milliseconds(0, DAY_MS),
            "10000",
            "How long a request waits when running ones have reserved what is left of its budget or balance. After that its"
                    + " answer's length is lowered to what is free, or it is refused.");

    public static final Setting<Integer> USAGE_QUEUE = Setting.of(
            "qnp.usage.queue-capacity",
            REQUESTS,
            wholeNumber(1, 1_000_000),
            "10000",
            "How many usage records may wait to be stored. Requests whose record finds no room wait with it; none is"
                    + " dropped.");

    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
            "qnp.timeout.connect-ms",
            TIME,
            milliseconds(1, DAY_MS),
            "5000",
            "For each attempt: until a connection to the provider stands.");

    public static final Setting<Duration> FIRST_BYTE_TIMEOUT = Setting.of(
            "qnp.timeout.first-byte-ms",
            TIME,
            milliseconds(1, DAY_MS),
            "60000",
            "For each attempt: until the provider's answer begins.");

    public static final Setting<Duration> IDLE_TIMEOUT = Setting.of(
            "qnp.timeout.idle-ms",
            TIME,
            milliseconds(1, DAY_MS),
            "60000",
            "The longest silence within a provider's answer.");

    public static final Setting<Duration> REQUEST_TIMEOUT = Setting.of(
            "qnp.timeout.request-ms",
            TIME,
            milliseconds(1, DAY_MS),
            "600000",
            "For a whole request, all attempts together.");

    public static final Setting<Duration> KEEP_ALIVE = Setting.of(
            "qnp.stream.keep-alive-ms",
            TIME,
            milliseconds(1, DAY_MS),
            "15000",
            "The longest silence of a stream to a client: then a comment is sent, which clients skip, so that no proxy takes"
                    + " the connection for dead.");

    public static final Setting<Integer> MAX_CONNECTIONS = Setting.of(
            "qnp.upstream.max-connections",
            UPSTREAM,
            wholeNumber(1, 100_000),
            "10000",
            "Connections to one base URL that may be open at once; each running stream holds one.");

    public static final Setting<Integer> MAX_WAITING = Setting.of(
            "qnp.upstream.max-waiting",
            UPSTREAM,
            wholeNumber(1, 100_000),
            "10000",
            "Calls that may wait for the beginning of an answer at once, all providers together. One more counts as a"
                    + " provider's overload and falls back.");

    public static final Setting<Integer> MAX_ANSWER_BYTES = Setting.of(
            "qnp.upstream.max-answer-bytes",
            UPSTREAM,
            wholeNumber(1, GIB),
            "67108864",
            "The largest whole answer, or event of a stream, that is taken from a provider.");

    public static final Setting<Integer> MAX_ERROR_BYTES = Setting.of(
            "qnp.upstream.max-error-bytes",
            UPSTREAM,
            wholeNumber(1, GIB),
            "65536",
            "How much of a provider's error is read.");

    public static final Setting<Integer> MAX_FILE_BYTES = Setting.of(
            "qnp.files.max-bytes",
            UPSTREAM,
            wholeNumber(1, GIB),
            "20971520",
            "The largest file that is fetched from an address in a request, for providers that take files only as bytes.");

    public static final Setting<Duration> FILE_TIMEOUT = Setting.of(
            "qnp.files.timeout-ms",
            UPSTREAM,
            milliseconds(1, DAY_MS),
            "10000",
            "How long fetching such a file may take.");

    public static final Setting<List<AddressRange>> FILE_ADDRESSES = Setting.optional(
            "qnp.files.allowed-addresses",
            UPSTREAM,
            ValueType.addressRanges(),
            "public addresses only",
            "Addresses inside your network from which such files may be fetched, too.");

    public static final Setting<Boolean> LIST_MODELS = Setting.of(
            "qnp.models.ask-providers",
            UPSTREAM,
            yesOrNo(),
            "true",
            "Whether providers that the platform has a key for are asked for their lists of models, at start and every six"
                    + " hours, so that models newer than QNP's catalogue are listed, too.");

    public static final Setting<Duration> PROBE_INTERVAL = Setting.of(
            "qnp.health.probe-interval-seconds",
            UPSTREAM,
            ValueType.seconds(0, 86_400),
            "0",
            "How often every configured provider is asked for its list of models, which costs nothing, to see whether it is"
                    + " there; `0` for never. What comes of it is shown to the operator and changes nothing else.");

    public static final Setting<String> BILLING = Setting.of(
            "qnp.billing",
            MONEY,
            word("credits", "off"),
            "credits",
            "`credits`: accounts other than the operator's use the platform's providers against credits only, which they"
                    + " buy or get from the operator ([money](money.md)); without enough of them they are answered with 402."
                    + " Their own provider keys need none. `off`: everybody uses the platform's providers freely, for people"
                    + " who run QNP for their own team.");

    private static final List<Setting<?>> SINGLE = List.of(
            PORT,
            HOST,
            DATA_DIR,
            DRAIN,
            START_LIMIT,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            ADMIN_TOKEN,
            MASTER_KEY,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            ACCOUNTS_MAY_SET_BASE_URL,
            ACCOUNT_ADDRESSES,
            MAX_REQUEST_BYTES,
            USAGE_QUEUE,
            STORAGE_AWAY,
            JOURNAL_BYTES,
            WAIT_FOR_FUNDS,
            CONNECT_TIMEOUT,
            FIRST_BYTE_TIMEOUT,
            IDLE_TIMEOUT,
            REQUEST_TIMEOUT,
            KEEP_ALIVE,
            MAX_CONNECTIONS,
            MAX_WAITING,
            MAX_ANSWER_BYTES,
            MAX_ERROR_BYTES,
            MAX_FILE_BYTES,
            FILE_TIMEOUT,
            FILE_ADDRESSES,
            LIST_MODELS,
            PROBE_INTERVAL,
            BILLING,
            ProviderSettingNames.DEMO_ENABLED);

    private static final List<Setting<?>> ALL = Stream.of(
                    SINGLE,
                    FreeTierSettings.all(),
                    PaymentSettingNames.all(),
                    BreakerSettings.all(),
                    SignInSettingNames.all())
            .flatMap(List::stream)
            .<Setting<?>>map(setting -> setting)
            .toList();

    private Settings() {}

    /** Every setting that exists once, in the documentation's order. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /**
     * Reads everything that is set, for nothing but to find a bad value before it does harm.
     *
     * @throws BadSetting for the first one
     */
    public static void check(Config config) {
        SettingValues values = SettingValues.of(config);
        ALL.forEach(values::orNull);
        for (NamedSetting<?> named : ProviderSettingNames.all()) {
            named.namesIn(config.getPropertyNames()).forEach(name -> values.orNull(named.of(name)));
        }
    }
}
