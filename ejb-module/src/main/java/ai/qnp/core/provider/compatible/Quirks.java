package ai.qnp.core.provider.compatible;

import java.util.Set;

/**
 * Where an OpenAI-compatible vendor differs.
 *
 * @param takesStreamOptions whether {@code stream_options} may be sent; usage is then always asked for
 * @param wantsMaxCompletionTokens whether {@code max_tokens} is sent under its newer name
 * @param failingFinishReasons finish reasons that mean a failure, not an end
 */
public record Quirks(boolean takesStreamOptions, boolean wantsMaxCompletionTokens, Set<String> failingFinishReasons) {
    /** A vendor that does as OpenAI's documents say, with the names that older servers know. */
    public static final Quirks NONE = new Quirks(true, false, Set.of());

    public Quirks {
        failingFinishReasons = Set.copyOf(failingFinishReasons);
    }
}
