package ai.qnp.core.routing.sage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request is about. */
public enum Intent {
    /** Images, audio or files are in the input, or audio is wanted. */
    VISION,
    /** Program text is there or asked for. */
    CODE,
    /** Thinking is asked for. */
    REASONING,
    /** The prompt is far larger than a conversation. */
    LONG_CONTEXT,
    /** The model may call tools. */
    TOOLS,
    /** The answer must have a given shape, or be taken out of a text. */
    EXTRACTION,
    /** Everything else. */
    CHAT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** The intent of that name on the wire, or null. */
    public static @Nullable Intent named(String wireName) {
        for (Intent intent : values()) {
            if (intent.wireName.equals(wireName)) {
                return intent;
            }
        }
        return null;
    }
}
