package ai.qnp.core.provider;

import org.jspecify.annotations.Nullable;

/**
 * The models that stand for a provider when a request names none, by endpoint.
 *
 * @param chat null when only the upstream knows
 * @param embeddings null when it has none
 * @param images null when it has none
 */
public record DefaultModels(
        @Nullable String chat,
        @Nullable String embeddings,
        @Nullable String images) {
    /** None is known. */
    public static final DefaultModels NONE = new DefaultModels(null, null, null);

    /** A provider of chat only. */
    public static DefaultModels ofChat(String chat) {
        return new DefaultModels(chat, null, null);
    }
}
