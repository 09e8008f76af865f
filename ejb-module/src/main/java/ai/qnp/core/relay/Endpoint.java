package ai.qnp.core.relay;

import ai.qnp.core.access.Permission;

/** The endpoints that are relayed. */
public enum Endpoint {
    CHAT_COMPLETIONS("chat.completions", Permission.CHAT);

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
}
