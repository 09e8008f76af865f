package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageService;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** Waits on connect.xhtml for the first request with a key that is answered; shows the latest until then. */
@Named
@ViewScoped
public class ArrivalView implements Serializable {
    private static final long serialVersionUID = 1L;
    /** A page that is left open must not ask for ever. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Inject
    private UsageService usageService;

    @Inject
    private Visitor visitor;

    private String keyId = "";
    private Instant until = Instant.EPOCH;
    private @Nullable RequestRow latest;

    /** Begins to wait. */
    public void load(String id) {
        keyId = id;
        until = Instant.now().plus(PATIENCE);
        latest = look();
    }

    /** Looks again. What did not change is not sent again, nor read out. */
    public void poll() {
        RequestRow now = look();
        if (!Objects.equals(now, latest) || isOver()) {
            latest = now;
            PrimeFaces.current().ajax().update("arrival");
        }
    }

    private @Nullable RequestRow look() {
        UsageFilter withKey = new UsageFilter(null, null, keyId, null, null, null, null);
        return switch (usageService.page(visitor.accountId(), withKey, null, 1)) {
            case Answer.Done<Page<UsageRecord>>(Page<UsageRecord> page) ->
                page.rows().isEmpty() ? null : RequestRow.of(page.rows().getFirst(), null);
            case Answer.Refused<Page<UsageRecord>>(var error) -> throw new IllegalStateException(error.message());
        };
    }

    /** The latest request; null before the first. */
    public @Nullable RequestRow getLatest() {
        return latest;
    }

    /** {@code waiting}, {@code arrived}, {@code failed}, or {@code given-up} when nothing came for long. */
    public String getState() {
        if (latest != null) {
            return latest.outcome().equals("ok") || latest.outcome().equals("gone") ? "arrived" : "failed";
        }
        return isPastPatience() ? "given-up" : "waiting";
    }

    /** Whether there is nothing more to wait for. */
    public boolean isOver() {
        return getState().equals("arrived") || isPastPatience();
    }

    private boolean isPastPatience() {
        return Instant.now().isAfter(until);
    }
}
