package ai.qnp.web.dashboard;

import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.UsageService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** request.xhtml: one request and its receipt. */
@Named
@RequestScoped
public class RequestView {
    @Inject
    private UsageService usageService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Visitor visitor;

    private String id = "";
    private @Nullable RequestRow row;
    private @Nullable Receipt receipt;
    private @Nullable Timeline timeline;

    /** Reads what the page shows. One that is not there, or another account's, is told by the page. */
    public void load() {
        if (usageService.receipt(visitor.accountId(), id) instanceof Answer.Done<Outcome>(Outcome outcome)) {
            row = RequestRow.of(outcome.record(), keyName(outcome.record().keyId()));
            receipt = Receipt.of(outcome);
            timeline = outcome.attempts().isEmpty() ? null : Timeline.of(outcome);
        }
    }

    private @Nullable String keyName(@Nullable String keyId) {
        return keyDirectory.list(visitor.accountId()).stream()
                .filter(key -> key.id().equals(keyId))
                .map(key -> key.settings().name())
                .findFirst()
                .orElse(keyId);
    }

    /** The request; null when there is none. */
    public @Nullable RequestRow getRow() {
        return row;
    }

    /** Its receipt; null when there is none. */
    public @Nullable Receipt getReceipt() {
        return receipt;
    }

    /** Its attempts in time; null when nobody was asked. */
    public @Nullable Timeline getTimeline() {
        return timeline;
    }

    /** The request's id. */
    public String getId() {
        return id;
    }

    /** Takes the request's id. */
    public void setId(@Nullable String id) {
        this.id = id == null ? "" : id.strip();
    }
}
