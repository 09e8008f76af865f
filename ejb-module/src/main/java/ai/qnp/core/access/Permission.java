package ai.qnp.core.access;

import java.util.Locale;

/** What a key may be used for. */
public enum Permission {
    CHAT,
    EMBEDDINGS,
    IMAGES;

    /** The contract's word for it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
