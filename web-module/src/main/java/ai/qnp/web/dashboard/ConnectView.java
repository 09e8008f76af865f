package ai.qnp.web.dashboard;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.KeyText;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeyDirectory;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * connect.xhtml: what to paste into a client. A key that was just made comes along in the form that leads here, since this
 * server cannot tell it again; it lives for that one answer, in no session and no address.
 */
@Named
@RequestScoped
public class ConnectView {
    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Visitor visitor;

    @Inject
    private HttpServletRequest request;

    private String keyId = "";
    private @Nullable ApiKey key;
    private ClientSnippets snippets = new ClientSnippets("", ClientSnippets.ANY_KEY);

    /** Reads what the page shows. A key that is not there, or another account's, is told by the page. */
    public void load() {
        if (keyDirectory.get(visitor.accountId(), keyId) instanceof Answer.Done<ApiKey>(ApiKey found)) {
            key = found;
            String text = request.getMethod().equals("POST") ? request.getParameter("text") : null;
            snippets = new ClientSnippets(
                    visitor.getServer(), text != null && isOf(found, text) ? text : ClientSnippets.ANY_KEY);
        }
    }

    /** Nobody's words get onto the page as a key by a form of theirs. */
    private static boolean isOf(ApiKey key, String text) {
        return KeyText.isWellFormed(text) && text.startsWith(key.prefix());
    }

    /** Whether there is such a key. */
    public boolean isPresent() {
        return key != null;
    }

    /** What people call it. */
    public String getName() {
        return key == null ? "" : key.settings().name();
    }

    /** What is kept of its requests' bodies; null for nothing. */
    public @Nullable BodyLogging getLogBodies() {
        return key == null ? null : key.settings().logBodies();
    }

    /** Whether the examples hold the key itself. */
    public boolean isReady() {
        return !snippets.key().equals(ClientSnippets.ANY_KEY);
    }

    /** The key, or what stands for it. */
    public String getText() {
        return snippets.key();
    }

    /** For a terminal. */
    public String getCurl() {
        return snippets.curl();
    }

    /** For OpenAI's library. */
    public String getPython() {
        return snippets.python();
    }

    /** For OpenAI's library. */
    public String getNode() {
        return snippets.node();
    }

    /** For LangChain in Python. */
    public String getLangChain() {
        return snippets.langChain();
    }

    /** For a terminal where OpenClaw runs. */
    public String getOpenClaw() {
        return snippets.openClaw();
    }

    /** The key's id. */
    public String getKeyId() {
        return keyId;
    }

    /** Takes the key's id. */
    public void setKeyId(@Nullable String keyId) {
        this.keyId = keyId == null ? "" : keyId.strip();
    }
}
