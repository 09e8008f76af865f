package ai.qnp.ee.admin;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an account has subscribed to. */
public enum Tier {
    FREE,
    PRO;

    /** The contract's word for it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The tier of that name, or null. */
    public static @Nullable Tier named(String wireName) {
        return Arrays.stream(values())
                .filter(tier -> tier.wireName().equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
