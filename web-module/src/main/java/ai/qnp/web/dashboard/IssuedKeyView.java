package ai.qnp.web.dashboard;

import ai.qnp.core.access.KeyText;
import ai.qnp.ee.admin.IssuedKey;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** A key that was just made: it lives for the one answer that shows it, in no session. */
@Named
@RequestScoped
public class IssuedKeyView {
    @Inject
    private Visitor visitor;

    private @Nullable KeyText text;
    private String id = "";
    private String name = "";
    private boolean rotated;

    void show(IssuedKey issued) {
        text = issued.text();
        id = issued.key().id();
        name = issued.key().settings().name();
        rotated = issued.key().rotatedFrom() != null;
    }

    /** Whether there is one. */
    public boolean isPresent() {
        return text != null;
    }

    /** The key. */
    public String getText() {
        return text == null ? "" : text.reveal();
    }

    /** Its id. */
    public String getId() {
        return id;
    }

    /** What people call it. */
    public String getName() {
        return name;
    }

    /** Whether it took an older one's place. */
    public boolean isRotated() {
        return rotated;
    }

    /** A request that works as pasted. */
    public String getCurl() {
        return new ClientSnippets(visitor.getServer(), getText()).curl();
    }
}
