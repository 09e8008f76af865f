package ai.qnp.core.relay;

import ai.qnp.core.access.Permission;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.EmbeddingsRequestReader;
import ai.qnp.core.openai.ImagesRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.openai.ReadRequest;

/** The endpoints that are relayed. */
public enum Endpoint {
    CHAT_COMPLETIONS("chat.completions", Permission.CHAT),
    EMBEDDINGS("embeddings", Permission.EMBEDDINGS),
    IMAGES("images.generations", Permission.IMAGES);

    private final String wireName;
    private final Permission permission;

    Endpoint(String wireName, Permission permission) {
        this.wireName = wireName;
        this.permission = permission;
    }

    /** The name in usage records. */
    public String wireName() {
        return wireName;
    }

    /** What a key needs to call it. */
    public Permission permission() {
        return permission;
    }

    /** Reads a request's body. */
    ReadRequest<? extends ModelRequest> read(JsonText body) {
        return switch (this) {
            case CHAT_COMPLETIONS -> ChatRequestReader.read(body);
            case EMBEDDINGS -> EmbeddingsRequestReader.read(body);
            case IMAGES -> ImagesRequestReader.read(body);
        };
    }
}
