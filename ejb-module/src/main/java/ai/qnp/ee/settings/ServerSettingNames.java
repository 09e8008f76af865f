package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.DATABASE;
import static ai.qnp.ee.settings.Topic.START;
import static ai.qnp.ee.settings.ValueType.address;
import static ai.qnp.ee.settings.ValueType.directory;
import static ai.qnp.ee.settings.ValueType.seconds;
import static ai.qnp.ee.settings.ValueType.secret;
import static ai.qnp.ee.settings.ValueType.text;
import static ai.qnp.ee.settings.ValueType.wholeNumber;

import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where the server runs, and on which database. */
public final class ServerSettingNames {
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
            directory(),
            "`~/.qnp`",
            "Where everything of this gateway is kept: the embedded database, generated secrets, logs, `qnp.properties`."
                    + " Flag: `--data-dir`.");

    public static final Setting<Duration> DRAIN = Setting.of(
            "qnp.drain-seconds",
            START,
            seconds(0, 30),
            "30",
            "How long requests that run may go on when the server is told to stop. Then they are ended: a stream with an"
                    + " error event, any other with 503. 30 is the most that Open Liberty allows, and ends them after 28.");

    public static final Setting<Duration> START_LIMIT = Setting.of(
            "qnp.start-seconds",
            START,
            seconds(1, 3_600),
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

    public static final Setting<URI> PUBLIC_URL = Setting.optional(
            "qnp.public-url",
            START,
            address(),
            "`http://HOST:PORT`",
            "How callers and browsers reach this server, for links and session cookies: with a proxy in front, the proxy's"
                    + " `https://` address.");

    public static final Setting<Integer> MAX_REQUEST_BYTES = Setting.of(
            "qnp.max-request-bytes",
            START,
            wholeNumber(1, GIB),
            "33554432",
            "The largest request body. A larger one is answered with 413 `request_too_large`.");

    private ServerSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(
                PORT,
                HOST,
                DATA_DIR,
                DRAIN,
                START_LIMIT,
                DATABASE_URL,
                DATABASE_USER,
                DATABASE_PASSWORD,
                PUBLIC_URL,
                MAX_REQUEST_BYTES);
    }
}
