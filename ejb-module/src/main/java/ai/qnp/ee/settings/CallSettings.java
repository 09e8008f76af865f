package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.TIME;
import static ai.qnp.ee.settings.Topic.UPSTREAM;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.wholeNumber;

import java.time.Duration;
import java.util.List;

/** The bounds of calls to one provider, where they differ from those of all. */
public final class CallSettings {
    private static final int DAY_MS = 86_400_000;

    public static final NamedSetting<Duration> CONNECT_OF = timeout("connect-ms");
    public static final NamedSetting<Duration> FIRST_BYTE_OF = timeout("first-byte-ms");
    public static final NamedSetting<Duration> IDLE_OF = timeout("idle-ms");

    public static final NamedSetting<Integer> MAX_CONCURRENT_OF = new NamedSetting<>(Setting.optional(
            "qnp.provider.<id>.max-concurrent",
            UPSTREAM,
            wholeNumber(1, 100_000),
            "no limit",
            "Calls to one provider that may be under way at once on this server, their answers included. One more is not"
                    + " made: the request goes on to its next target. Takes the provider's id, or the name of a provider of"
                    + " your own, for `<id>`."));

    private static final List<NamedSetting<?>> ALL = List.of(CONNECT_OF, FIRST_BYTE_OF, IDLE_OF, MAX_CONCURRENT_OF);

    private CallSettings() {}

    private static NamedSetting<Duration> timeout(String name) {
        return new NamedSetting<>(Setting.optional(
                "qnp.provider.<id>.timeout." + name,
                TIME,
                milliseconds(1, DAY_MS),
                "as above",
                "`qnp.timeout." + name + "` of one provider, by its id, or by the name of a provider of your own."));
    }

    static List<NamedSetting<?>> allOfAProvider() {
        return ALL;
    }
}
