package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.REQUESTS;
import static ai.qnp.ee.settings.Topic.TIME;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.seconds;
import static ai.qnp.ee.settings.ValueType.wholeNumber;

import java.time.Duration;
import java.util.List;

/** How long a request may take, and where its usage record waits. */
public final class RequestSettingNames {
    private static final int DAY_MS = 86_400_000;
    private static final int GIB = 1 << 30;

    public static final Setting<Integer> USAGE_QUEUE = Setting.of(
            "qnp.usage.queue-capacity",
            REQUESTS,
            wholeNumber(1, 1_000_000),
            "10000",
            "How many usage records may wait to be stored. Requests whose record finds no room wait with it; none is"
                    + " dropped.");

    public static final Setting<Duration> STORAGE_AWAY = Setting.of(
            "qnp.storage.away-seconds",
            REQUESTS,
            seconds(0, 3_600),
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

    private RequestSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(
                USAGE_QUEUE,
                STORAGE_AWAY,
                JOURNAL_BYTES,
                CONNECT_TIMEOUT,
                FIRST_BYTE_TIMEOUT,
                IDLE_TIMEOUT,
                REQUEST_TIMEOUT,
                KEEP_ALIVE);
    }
}
