package ai.qnp.core.provider;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An upstream answer's headers, the first value of each, names in any case. */
public final class Headers {
    /** No headers. */
    public static final Headers NONE = new Headers(Map.of());

    private final Map<String, String> byLowerName;

    /** Takes names in any case. */
    public Headers(Map<String, String> values) {
        Map<String, String> lower = new TreeMap<>();
        values.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        this.byLowerName = Map.copyOf(lower);
    }

    /** The value, or null when the header is absent. */
    public @Nullable String get(String name) {
        return byLowerName.get(name.toLowerCase(Locale.ROOT));
    }
}
