package ai.qnp.web.dashboard;

import ai.qnp.core.relay.LoggedBody;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.bodies.BodyService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of request.xhtml that shows what the client sent. It is read only when the form there asks for it: reading is on the
 * audit trail, and looking at a receipt is not reading.
 */
@Named
@RequestScoped
public class RequestBodyView {
    @Inject
    private BodyService bodies;

    @Inject
    private Visitor visitor;

    @Inject
    private HttpServletRequest request;

    private boolean kept;
    private @Nullable LoggedBody body;

    /** Looks whether there is a body, and reads it if that is asked for. */
    public void load(String requestId) {
        if (!request.getMethod().equals("POST")) {
            kept = bodies.isKept(visitor.accountId(), requestId);
        } else if (bodies.read(visitor.accountId(), requestId, visitor.actor())
                instanceof Answer.Done<LoggedBody>(LoggedBody read)) {
            kept = true;
            body = read;
        }
    }

    /** Whether there is one. */
    public boolean isKept() {
        return kept;
    }

    /** Whether it was asked for. */
    public boolean isShown() {
        return body != null;
    }

    /** What the client sent; bytes that are no text are marks of that. */
    public String getText() {
        return body == null ? "" : body.bytes().toString();
    }

    /** How much there is, and how much of it is kept. */
    public String getSize() {
        if (body == null) {
            return "";
        }
        String size = Figures.count(body.size());
        return body.isCut()
                ? Notices.text("request.body.cut", Figures.count(body.bytes().utf8().length), size)
                : Notices.text("request.body.whole", size);
    }

    /** From then on nobody can read it. */
    public @Nullable Instant getExpiresAt() {
        return body == null ? null : body.expiresAt();
    }
}
