package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.UPSTREAM;
import static ai.qnp.ee.settings.ValueType.addressRanges;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.seconds;
import static ai.qnp.ee.settings.ValueType.wholeNumber;
import static ai.qnp.ee.settings.ValueType.yesOrNo;

import ai.qnp.core.access.AddressRange;
import java.time.Duration;
import java.util.List;

/** How much is asked of providers, and taken from them. */
public final class UpstreamSettingNames {
    private static final int DAY_MS = 86_400_000;
    private static final int GIB = 1 << 30;

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
            addressRanges(),
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
            seconds(0, 86_400),
            "0",
            "How often every configured provider is asked for its list of models, which costs nothing, to see whether it is"
                    + " there; `0` for never. What comes of it is shown to the operator and changes nothing else.");

    private UpstreamSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(
                MAX_CONNECTIONS,
                MAX_WAITING,
                MAX_ANSWER_BYTES,
                MAX_ERROR_BYTES,
                MAX_FILE_BYTES,
                FILE_TIMEOUT,
                FILE_ADDRESSES,
                LIST_MODELS,
                PROBE_INTERVAL);
    }
}
