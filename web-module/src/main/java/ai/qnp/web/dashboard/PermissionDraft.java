package ai.qnp.web.dashboard;

import ai.qnp.core.access.Permission;
import java.io.Serializable;

/** A permission, and whether a key shall have it. */
public final class PermissionDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Permission permission;
    private boolean allowed;

    PermissionDraft(Permission permission, boolean allowed) {
        this.permission = permission;
        this.allowed = allowed;
    }

    Permission permission() {
        return permission;
    }

    /** Its name in the contract. */
    public String getName() {
        return permission.wireName();
    }

    /** Whether the key shall have it. */
    public boolean isAllowed() {
        return allowed;
    }

    /** Says whether the key shall have it. */
    public void setAllowed(boolean allowed) {
        this.allowed = allowed;
    }
}
