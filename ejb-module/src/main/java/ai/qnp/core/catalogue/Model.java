package ai.qnp.core.catalogue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One model of one provider.
 *
 * @param provider the provider's id
 * @param slug the provider's own name for it; may hold a slash
 * @param mode what endpoint it answers on
 * @param contextWindow tokens; null when unknown
 * @param maxOutputTokens null when unknown
 * @param inputModalities {@code text image audio …}
 * @param supports abilities as a source states them; an absent one is not stated, which is not the same as false
 * @param prices null when no price is known, which is not the same as free
 * @param deprecatedOn the day the vendor stopped, or will stop, serving it
 */
public record Model(
        String provider,
        String slug,
        Mode mode,
        @Nullable Long contextWindow,
        @Nullable Long maxOutputTokens,
        Set<String> inputModalities,
        Map<String, Boolean> supports,
        @Nullable Prices prices,
        @Nullable LocalDate deprecatedOn) {
    public Model {
        inputModalities = Set.copyOf(inputModalities);
        supports = Map.copyOf(supports);
    }

    /** The endpoint a model answers on. */
    public enum Mode {
        CHAT,
        RESPONSES,
        EMBEDDING,
        IMAGE_GENERATION
    }

    /** The name that a request can use: {@code provider/slug}. */
    public String qualifiedName() {
        return provider + "/" + slug;
    }

    /** Whether a chat can be had with it. */
    public boolean chats() {
        return mode == Mode.CHAT || mode == Mode.RESPONSES;
    }

    /** The same at other prices. */
    public Model at(Prices others) {
        return new Model(
                provider, slug, mode, contextWindow, maxOutputTokens, inputModalities, supports, others, deprecatedOn);
    }
}
